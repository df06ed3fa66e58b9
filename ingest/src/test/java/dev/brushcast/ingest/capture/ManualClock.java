package dev.brushcast.ingest.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that waits by moving on. Safe for use by several threads. */
public final class ManualClock implements IngestClock {

    private long nowNs;
    private final List<Duration> waits = new ArrayList<>();

    public synchronized void pass(Duration time) {
        nowNs += time.toNanos();
    }

    public synchronized List<Duration> waits() {
        return waits;
    }

    @Override
    public synchronized long wallUs() {
        return 1_700_000_000_000_000L + nowNs / 1_000;
    }

    @Override
    public synchronized long monotonicNs() {
        return nowNs;
    }

    @Override
    public synchronized boolean await(Duration duration, StopSignal stop) {
        waits.add(duration);
        pass(duration);
        return stop.isGiven();
    }
}
