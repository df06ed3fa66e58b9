package dev.brushcast.worker.render;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stream is shown as it should be, so that a change is said once and not with every frame.
 *
 * @param reason why not; null when all is well
 * @param cleanChunks chunks without any problem since, up to {@link #CLEAN_CHUNKS}
 */
public record Degradation(@Nullable String reason, int cleanChunks) {

    /** All is well. */
    public static final Degradation NONE = new Degradation(null, 0);

    /** So many good chunks in a row, and a stream counts as recovered; fewer, and it would go back and forth. */
    public static final int CLEAN_CHUNKS = 16;

    /**
     * After another chunk.
     *
     * @param problem what was wrong with it, null if nothing
     */
    public Degradation after(@Nullable String problem) {
        if (problem != null) {
            return new Degradation(problem, 0);
        }
        if (reason == null || cleanChunks + 1 >= CLEAN_CHUNKS) {
            return NONE;
        }
        return new Degradation(reason, cleanChunks + 1);
    }

    /** Whether a viewer is to be told of the step from this to the next. */
    public boolean changesTo(Degradation next) {
        return !Objects.equals(reason, next.reason);
    }
}
