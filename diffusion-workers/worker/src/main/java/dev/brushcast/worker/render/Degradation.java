package dev.brushcast.worker.render;

import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.Shown;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream is shown as it should be, so that a change is said once and not with every frame.
 *
 * @param reason why not; null when all is well
 * @param cleanChunks chunks without that problem since, below {@link #CLEAN_CHUNKS}
 * @param fallback whether its model gives anything, and what is shown if not: while that is something else, the stream has not
 *     recovered, and when that is over it has, for its model has been steady for long
 */
public record Degradation(@Nullable String reason, int cleanChunks, Fallback fallback) {

    /** All is well. */
    public static final Degradation NONE = new Degradation(null, 0, Fallback.NONE);

    /**
     * So many chunks in a row without the problem, and a stream counts as recovered from it; fewer, and it would go back
     * and forth.
     */
    public static final int CLEAN_CHUNKS = 16;

    /**
     * After another chunk. An error goes before lateness at once; otherwise another problem is told when this one is over,
     * so that two that come by turns are not told with every chunk.
     *
     * @param problem what was wrong with it, null if nothing
     * @param now whether the model gives, after it
     */
    public Degradation after(@Nullable String problem, Fallback now) {
        if (now.isOn() && reason != null && !reason.equals(Reasons.LATE)) {
            return new Degradation(reason, 0, now);
        }
        boolean isSteady = fallback.isOn() && !now.isOn() && fallback.shown() != Shown.HELD;
        if (isSteady
                || reason == null
                || (problem != null && (problem.equals(reason) || reason.equals(Reasons.LATE)))) {
            return new Degradation(problem, 0, now);
        }
        return cleanChunks + 1 < CLEAN_CHUNKS
                ? new Degradation(reason, cleanChunks + 1, now)
                : new Degradation(problem, 0, now);
    }

    /** Whether a viewer is to be told of the step from this to the next. */
    public boolean changesTo(Degradation next) {
        return !Objects.equals(reason, next.reason);
    }
}
