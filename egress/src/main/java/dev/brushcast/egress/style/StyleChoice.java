package dev.brushcast.egress.style;

/**
 * A stream that viewers can choose.
 *
 * @param stream its id
 * @param title what viewers' menus call it; no other one of the same source has it
 */
public record StyleChoice(String stream, String title) {}
