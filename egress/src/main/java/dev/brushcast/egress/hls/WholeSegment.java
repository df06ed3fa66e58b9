package dev.brushcast.egress.hls;

/**
 * A segment that a playlist names now.
 *
 * @param bytes how many
 * @param durationUs microseconds
 * @param pictures how many
 */
public record WholeSegment(int bytes, long durationUs, int pictures) {}
