package dev.brushcast.egress.timeline;

/**
 * Successive source frames that are in no chunk on purpose.
 *
 * @param firstFrame number of the first
 * @param count at least 1
 * @param cause a lower-case name for counting
 */
public record Gap(long firstFrame, long count, String cause) {}
