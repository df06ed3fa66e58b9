package dev.brushcast.contract.fleet;

import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerState;
import java.time.Duration;

/** Whether a worker is there, by what it has told last. Clocks of the machines are taken to agree within seconds. */
public final class Presence {

    /** A worker tells how it fares so often. */
    public static final Duration EVERY = Duration.ofSeconds(2);

    /** Who has not told for so long is gone: some reports may be lost, and a session is missed after six seconds. */
    public static final Duration MISSED_AFTER = Duration.ofSeconds(10);

    /** A worker whose name does not come back in this time is forgotten: who restarts sooner finds its record. */
    public static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private static final long NANOS_PER_US = 1_000;

    private Presence() {}

    /**
     * Whether it still tells.
     *
     * @param nowUs wall clock, µs since 1970
     */
    public static boolean isThere(WorkerHealth worker, long nowUs) {
        return isWithin(worker, nowUs, MISSED_AFTER);
    }

    /** Whether its last word is no older than that. */
    public static boolean isWithin(WorkerHealth worker, long nowUs, Duration age) {
        return Math.abs(nowUs - worker.getUpdatedAtUs()) <= age.toNanos() / NANOS_PER_US;
    }

    /** Whether it should tell and does not: it has not said that it leaves, and has not been forgotten yet. */
    public static boolean isSilent(WorkerHealth worker, long nowUs) {
        return worker.getState() != WorkerState.LEAVING
                && !isThere(worker, nowUs)
                && isWithin(worker, nowUs, FORGOTTEN_AFTER);
    }

    /** Whether it takes streams on. */
    public static boolean isServing(WorkerHealth worker, long nowUs) {
        return worker.getState() == WorkerState.SERVING && isThere(worker, nowUs);
    }
}
