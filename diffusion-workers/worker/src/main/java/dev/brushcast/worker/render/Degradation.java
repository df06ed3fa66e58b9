package dev.brushcast.worker.render;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream is shown as it should be, so that a change is said once and not with every frame.
 *
 * @param reason why not; null when all is well
 * @param cleanChunks chunks without that problem since, below {@link #CLEAN_CHUNKS}
 */
public record Degradation(@Nullable String reason, int cleanChunks) {

    /** All is well. */
    public static final Degradation NONE = new Degradation(null, 0);

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
     */
    public Degradation after(@Nullable String problem) {
        if (reason == null || (problem != null && (problem.equals(reason) || reason.equals(Reasons.LATE)))) {
            return new Degradation(problem, 0);
        }
        return cleanChunks + 1 < CLEAN_CHUNKS ? new Degradation(reason, cleanChunks + 1) : new Degradation(problem, 0);
    }

    /** Whether a viewer is to be told of the step from this to the next. */
    public boolean changesTo(Degradation next) {
        return !Objects.equals(reason, next.reason);
    }
}
