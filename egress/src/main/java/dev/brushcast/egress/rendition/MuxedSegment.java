package dev.brushcast.egress.rendition;

/**
 * A finished segment.
 *
 * @param index in its epoch: the number of its cell of the grid
 * @param bytes as players get it
 * @param startUs presentation time of its first picture in the epoch, microseconds, also where it holds audio alone
 * @param durationUs until the next segment, microseconds
 * @param pictures how many
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
public record MuxedSegment(long index, byte[] bytes, long startUs, long durationUs, int pictures) {}
