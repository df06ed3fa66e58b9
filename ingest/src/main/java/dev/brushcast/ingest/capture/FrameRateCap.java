package dev.brushcast.ingest.capture;

import org.jspecify.annotations.Nullable;

/**
 * Thins frames to a highest rate, evenly: time is a row of slots as long as a frame at that rate, and each slot keeps its
 * first frame. Times stay as they are. Used by one thread.
 */
final class FrameRateCap {

    /** How much too early a frame may be for its slot: containers round times, some to milliseconds. */
    private static final double OFFSET = 0.07;

    private final double slotsPerUs;
    private long lastSlot = Long.MIN_VALUE;

    /**
     * Begins an epoch.
     *
     * @param maxRate frames per second; null: all are kept
     */
    FrameRateCap(@Nullable Double maxRate) {
        this.slotsPerUs = maxRate == null ? 0 : maxRate / 1e6;
    }

    boolean keeps(long ptsUs) {
        if (slotsPerUs == 0) {
            return true;
        }
        long slot = (long) Math.floor(ptsUs * slotsPerUs + OFFSET);
        if (slot <= lastSlot) {
            return false;
        }
        lastSlot = slot;
        return true;
    }
}
