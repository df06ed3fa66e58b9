package dev.brushcast.worker.render;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long an engine is waited for, by what a chunk is worth and how the engine has answered so far. A recording's chunk is waited for
 * as long as the settings say. A live one has its deadline, by which its rendering must have begun, and then as long as rendering takes:
 * a margin, or several times what the engine's answers take, whichever is longer.
 *
 * <p>An engine that has let a live chunk's time pass hangs until it answers anything: meanwhile live chunks do not wait for it at all,
 * but for one now and then that tries. So a stream whose model hangs is held up once, and not chunk by chunk.
 *
 * <p>Safe for use by several threads.
 */
final class EnginePatience {

    /** An engine that lets so many chunks in a row pass without an answer is not slow but stuck. */
    private static final int MAX_TIMEOUTS_IN_A_ROW = 3;

    /** Answers take a little longer now and then. */
    private static final int SPREAD = 4;

    /** A mean over about so many answers. */
    private static final int REMEMBERED = 8;

    private static final long TRY_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    /** Who tries holds its stream up for so long. */
    private static final long TRY_NANOS = Duration.ofMillis(300).toNanos();

    private final long limitNanos;
    private final long marginNanos;
    private final LongSupplier nanoClock;
    private long usualNanos;
    private int timeoutsInARow;
    private boolean hangs;
    private long hangsSince;
    private long triedAt;

    /**
     * @param limit for a chunk of a recording, and at most for any
     * @param margin beyond a live chunk's deadline, at least
     */
    EnginePatience(Duration limit, Duration margin, LongSupplier nanoClock) {
        this.limitNanos = limit.toNanos();
        this.marginNanos = margin.toNanos();
        this.nanoClock = nanoClock;
    }

    /**
     * For how long an answer is to be waited for, nanoseconds; 0: the engine is not to be asked.
     *
     * @param deadlineNanos by the clock; the largest number: a recording's
     */
    synchronized long forOne(long deadlineNanos) {
        if (deadlineNanos == Long.MAX_VALUE) {
            return limitNanos;
        }
        long now = nanoClock.getAsLong();
        long left = Math.max(0, deadlineNanos - now) + Math.max(marginNanos, SPREAD * usualNanos);
        if (!hangs) {
            return Math.min(left, limitNanos);
        }
        if (now - triedAt < TRY_EVERY_NANOS) {
            return 0;
        }
        triedAt = now;
        return Math.min(TRY_NANOS, limitNanos);
    }

    /** The engine has answered, in time or not. */
    synchronized void answered(long askedNanos) {
        long took = nanoClock.getAsLong() - askedNanos;
        usualNanos += (took - usualNanos) / REMEMBERED;
        timeoutsInARow = 0;
        hangs = false;
    }

    /**
     * It has not, in time.
     *
     * @param live whether that was a live chunk's
     * @return true: it will not any more
     */
    synchronized boolean isStuckAfter(long askedNanos, boolean live) {
        long now = nanoClock.getAsLong();
        timeoutsInARow++;
        if (live && !hangs) {
            hangs = true;
            hangsSince = askedNanos;
            triedAt = now;
        }
        boolean forLong = !hangs || now - hangsSince >= limitNanos;
        return timeoutsInARow >= MAX_TIMEOUTS_IN_A_ROW && forLong;
    }
}
