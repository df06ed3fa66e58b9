package dev.brushcast.ingest.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that waits by moving on. */
public final class ManualClock implements IngestClock {

    private long nowNs;
    private final List<Duration> waits = new ArrayList<>();

    public void pass(Duration time) {
        nowNs += time.toNanos();
    }

    public List<Duration> waits() {
        return waits;
    }

    @Override
    public long wallUs() {
        return 1_700_000_000_000_000L + nowNs / 1_000;
    }

    @Override
    public long monotonicNs() {
        return nowNs;
    }

    @Override
    public boolean await(Duration duration, StopSignal stop) {
        waits.add(duration);
        pass(duration);
        return stop.isGiven();
    }
}
