package dev.brushcast.worker.schedule;

import java.time.Duration;

/** How much of its time the device takes for what it gets done, of late. Owned by a {@link LoadBoard}. */
final class Throughput {

    /** What was longer ago counts less and less. */
    private static final double MEMORY_NANOS = (double) Duration.ofSeconds(3).toNanos();

    /** Less work than that says nothing. */
    private static final double ENOUGH_NANOS = (double) Duration.ofMillis(200).toNanos();

    private double busyNanos;
    private double workNanos;
    private long atNanos;
    private boolean begun;

    /** Time has gone on to then; {@code busy}: with something in the engine. */
    void at(long nowNanos, boolean busy) {
        double passed = begun ? Math.max(0, nowNanos - atNanos) : 0;
        double kept = Math.exp(-passed / MEMORY_NANOS);
        busyNanos = busyNanos * kept + (busy ? passed : 0);
        workNanos *= kept;
        atNanos = nowNanos;
        begun = true;
    }

    /** So much is done, by the times measured on the idle device. */
    void done(double nanos) {
        workNanos += nanos;
    }

    /** So many times as long as measured does it take. */
    double effort() {
        return workNanos < ENOUGH_NANOS ? 1 : Math.max(1, busyNanos / workNanos);
    }
}
