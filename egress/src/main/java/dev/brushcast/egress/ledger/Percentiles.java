package dev.brushcast.egress.ledger;

/**
 * Milliseconds.
 *
 * @param p50 half of the frames took no longer
 * @param p95 95 of 100 took no longer
 * @param p99 99 of 100 took no longer
 */
public record Percentiles(double p50, double p95, double p99) {}
