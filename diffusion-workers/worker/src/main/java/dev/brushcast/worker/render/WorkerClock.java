package dev.brushcast.worker.render;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The two clocks of a worker.
 *
 * @param wall for records: comparable between machines
 * @param nanos for durations and the engine's deadlines: only ever runs forward
 */
public record WorkerClock(InstantSource wall, LongSupplier nanos) {

    /** The machine's. */
    public static final WorkerClock SYSTEM = new WorkerClock(InstantSource.system(), System::nanoTime);

    private static final long NANOS_PER_US = 1_000;

    /** Wall clock, µs since 1970. */
    public long nowUs() {
        return ChronoUnit.MICROS.between(java.time.Instant.EPOCH, wall.instant());
    }

    /** The nanosecond clock, for {@link #elapsedUs}. */
    public long nowNanos() {
        return nanos.getAsLong();
    }

    /** µs since a value of {@link #nowNanos}. */
    public long elapsedUs(long sinceNanos) {
        return (nowNanos() - sinceNanos) / NANOS_PER_US;
    }
}
