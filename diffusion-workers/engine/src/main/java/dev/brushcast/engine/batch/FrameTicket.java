package dev.brushcast.engine.batch;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A frame's place among others.
 *
 * @param streamId the stream
 * @param deadlineNanos by when its first step must have begun; {@link Long#MAX_VALUE}: never late
 * @param enteredNanos when it came in, on the clock of the deadline
 * @param arrival rising with each frame
 * @param ahead how many of the stream's frames are still on their way to their first step
 */
public record FrameTicket(String streamId, long deadlineNanos, long enteredNanos, long arrival, AtomicInteger ahead) {

    /** How long a frame without a deadline gives way to frames that come in with one. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /** By turns, and by arrival where those are equal. */
    public static final Comparator<FrameTicket> ORDER =
            Comparator.comparingLong(FrameTicket::dueNanos).thenComparingLong(FrameTicket::arrival);

    /**
     * When its turn is, which is the order of rows: by the deadline, and without one {@link #PATIENCE} after it came in. So
     * live streams go first, but recorded ones go on however busy those keep the device; nor is such a frame ever late.
     */
    public long dueNanos() {
        return deadlineNanos == Long.MAX_VALUE ? enteredNanos + PATIENCE.toNanos() : deadlineNanos;
    }

    /** Whether its deadline is over. Clocks of nanoseconds may wrap around, and {@link Long#MAX_VALUE} is never past. */
    public boolean isLate(long nowNanos) {
        return deadlineNanos != Long.MAX_VALUE && nowNanos - deadlineNanos > 0;
    }
}
