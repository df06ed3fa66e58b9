package dev.brushcast.worker.topology;

import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.worker.config.Guarantee;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a chunk's results are to be committed at once, and not with those of the next half second.
 *
 * <p>A transaction that stays open while the next chunk is rendered ends by {@code transaction.timeout.ms} if that takes
 * longer, and both chunks are rendered again, and so on for ever. So where chunks take long, each is committed. Remembers
 * across tasks, since the tasks are made anew after such an end. Without transactions there is nothing to wait for: results are
 * there when they are written, and what has been done since the last commit is done again after a crash. Safe for use by several
 * threads.
 */
public final class CommitPolicy {

    /** A chunk is long that takes so much of what a transaction may take. */
    private static final int SHARE = 10;

    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    private final boolean transactions;
    private final long longNanos;
    private final LongSupplier nanoClock;
    private volatile long slowUntilNanos;

    /** Nothing was slow yet. */
    public CommitPolicy(Guarantee guarantee, Failover failover, LongSupplier nanoClock) {
        this.transactions = guarantee == Guarantee.EXACTLY_ONCE_V2;
        this.longNanos = failover.transaction().dividedBy(SHARE).toNanos();
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
        if (now - begunNanos > longNanos) {
            slowUntilNanos = now + REMEMBERED_NANOS;
        }
        return transactions && (awaited || slowUntilNanos - now > 0);
    }
}
