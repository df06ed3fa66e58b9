package dev.brushcast.egress.push;

import dev.brushcast.egress.rendition.Ticks;

/** Holds a recording back to the speed at which it plays. Confined to one thread. */
final class PlayClock {

    /** A server and its players may fill their buffers at first. */
    private static final long HEAD_START_NANOS = 1_000_000_000;

    private long startNanos;
    private long startPts;
    private boolean started;

    /** Returns when a picture is due. */
    void await(long pts) throws InterruptedException {
        long now = System.nanoTime();
        if (!started) {
            started = true;
            startNanos = now - HEAD_START_NANOS;
            startPts = pts;
        }
        long due = startNanos + (pts - startPts) * 1_000_000_000 / Ticks.PER_SECOND;
        if (due > now) {
            Thread.sleep((due - now) / 1_000_000);
        }
    }
}
