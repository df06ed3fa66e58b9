package dev.brushcast.engine;

import org.jspecify.annotations.Nullable;

/**
 * All that links a stream's frames to those before: small, explicit, handed in and out, so that a stream can go on
 * anywhere.
 *
 * @param referenceFrame number of the last frame that was rendered, -1 if none was
 * @param reference that frame's source picture, for the similarity filter; null if none was
 * @param referenceStyle {@link Style} that it was rendered in; null if none was
 * @param skipped the similarity filter's counter
 */
public record Continuity(
        long referenceFrame,
        @Nullable Picture reference,
        @Nullable Style referenceStyle,
        int skipped) {

    /** The start of an epoch. */
    public static final Continuity NONE = new Continuity(-1, null, null, 0);
}
