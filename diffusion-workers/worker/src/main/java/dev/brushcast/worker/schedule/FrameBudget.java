package dev.brushcast.worker.schedule;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long after its capture a live frame may leave the worker.
 *
 * @param budget where nobody says how much a viewer has left to play
 * @param longest the most, however much a viewer has: keeps the lag bounded
 * @param passthroughAfter a chunk as old as that is left behind as fast as possible, and the source's own pictures are shown
 */
public record FrameBudget(Duration budget, Duration longest, Duration passthroughAfter) {

    /** Keeps a viewer within about a second of what the structure alone would allow. */
    public static final FrameBudget DEFAULT =
            new FrameBudget(Duration.ofMillis(1200), Duration.ofSeconds(3), Duration.ofSeconds(5));

    /** An output that reports less has a viewer who stands still anyway. */
    private static final int SMALLEST_SHARE = 2;

    private static final long NANOS_PER_US = 1_000;

    public FrameBudget {
        if (!budget.isPositive() || budget.compareTo(longest) > 0 || longest.compareTo(passthroughAfter) > 0) {
            throw new IllegalArgumentException("times must rise: frameBudget " + budget + ", longestBudget " + longest
                    + ", passthroughAfter " + passthroughAfter);
        }
    }

    /**
     * The budget of a stream's frames, microseconds.
     *
     * @param viewersUs how long after its capture a frame may leave the worker to be there when a viewer comes to it; empty:
     *     nobody says
     */
    public long us(OptionalLong viewersUs) {
        long usual = budget.toNanos() / NANOS_PER_US;
        return viewersUs.isEmpty()
                ? usual
                : Math.clamp(viewersUs.getAsLong(), usual / SMALLEST_SHARE, longest.toNanos() / NANOS_PER_US);
    }

    /**
     * When a frame counts as captured. A source that is itself so far behind that half of the budget is gone before the worker can
     * have the frame is not made up for by never rendering it: the rest counts from when the chunk was published.
     */
    public static long countedFromUs(long capturedAtUs, long publishedAtUs, long budgetUs) {
        return Math.max(capturedAtUs, publishedAtUs - budgetUs / 2);
    }
}
