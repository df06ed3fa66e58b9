package dev.brushcast.media.time;

import java.util.function.LongSupplier;

/** Times for frames of a live source that gives none: a frame is shown when it came. Used by one thread. */
public final class ArrivalTimes {

    private final LongSupplier clockNs;
    private long firstNs;
    private long lastUs;
    private long intervalUs;

    /**
     * Begins with the first frame.
     *
     * @param clockNs never goes back
     * @param usualUs how long a frame lasts before it is known how often they come, µs
     */
    public ArrivalTimes(LongSupplier clockNs, long usualUs) {
        this.clockNs = clockNs;
        this.firstNs = Long.MIN_VALUE;
        this.intervalUs = usualUs;
    }

    /** When the frame that is there now came, in µs since the first one. */
    public long next() {
        long now = clockNs.getAsLong();
        if (firstNs == Long.MIN_VALUE) {
            firstNs = now;
            return 0;
        }
        long us = (now - firstNs) / 1_000;
        intervalUs = Math.max(1, us - lastUs);
        lastUs = us;
        return us;
    }

    /** How long that frame lasts if the next one comes as the last one came, µs. */
    public long durationUs() {
        return intervalUs;
    }

    /** When the first frame came, on the clock. */
    public long firstNs() {
        return firstNs == Long.MIN_VALUE ? clockNs.getAsLong() : firstNs;
    }
}
