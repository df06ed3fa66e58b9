package dev.brushcast.worker.render;

/**
 * Where a source chunk lies.
 *
 * @param sequence its number in the epoch
 * @param offset of its record in the slot
 * @param frames how many it has
 */
public record SourcePlace(long sequence, long offset, int frames) {}
