package dev.brushcast.ingest.capture;

import java.time.Duration;

/** How much later than possible frames come: the quickest one so far is taken to come without delay. Used by one thread. */
final class Delay {

    private boolean begun;
    private long quickestNs;

    /**
     * The delay of a frame.
     *
     * @param nowNs monotonic clock
     * @param ptsUs the frame's presentation time
     */
    Duration after(long nowNs, long ptsUs) {
        long sinceNs = nowNs - ptsUs * 1_000;
        quickestNs = begun ? Math.min(quickestNs, sinceNs) : sinceNs;
        begun = true;
        return Duration.ofNanos(sinceNs - quickestNs);
    }
}
