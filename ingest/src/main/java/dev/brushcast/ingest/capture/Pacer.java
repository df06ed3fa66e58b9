package dev.brushcast.ingest.capture;

import java.time.Duration;

/** Holds frames of a recording back until their presentation time has come, counted from when it was made. */
public final class Pacer {

    private final IngestClock clock;
    private final StopSignal stop;
    private final long startNs;

    /** From now on. */
    public Pacer(IngestClock clock, StopSignal stop) {
        this.clock = clock;
        this.stop = stop;
        this.startNs = clock.monotonicNs();
    }

    /** Returns when it is time, which may be at once, or when stopped. */
    public void awaitDue(long ptsUs) throws InterruptedException {
        long waitNs = startNs + ptsUs * 1_000 - clock.monotonicNs();
        if (waitNs > 0) {
            clock.await(Duration.ofNanos(waitNs), stop);
        }
    }
}
