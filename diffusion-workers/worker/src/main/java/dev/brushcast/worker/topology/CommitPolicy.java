package dev.brushcast.worker.topology;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a chunk's results are to be committed at once, and not with those of the next half second.
 *
 * <p>A transaction that stays open while the next chunk is rendered ends by {@code transaction.timeout.ms} if that takes
 * longer, and both chunks are rendered again, and so on for ever. So where chunks take long, each is committed. Remembers
 * across tasks, since the tasks are made anew after such an end. Safe for use by several threads.
 */
final class CommitPolicy {

    /** A tenth of what a transaction may take. */
    private static final long LONG_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanoClock;
    private volatile long slowUntilNanos;

    /** Nothing was slow yet. */
    CommitPolicy(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        slowUntilNanos = nanoClock.getAsLong();
    }

    /** When a chunk is begun; to be handed to {@link #atOnce}. */
    long begin() {
        return nanoClock.getAsLong();
    }

    /**
     * Whether a chunk that has been rendered is to be committed now.
     *
     * @param awaited somebody waits for it; a recording can save the device the pause
     */
    boolean atOnce(boolean awaited, long begunNanos) {
        long now = nanoClock.getAsLong();
        if (now - begunNanos > LONG_NANOS) {
            slowUntilNanos = now + REMEMBERED_NANOS;
        }
        return awaited || slowUntilNanos - now > 0;
    }
}
