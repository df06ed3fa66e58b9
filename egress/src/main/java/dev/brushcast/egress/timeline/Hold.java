package dev.brushcast.egress.timeline;

import org.jspecify.annotations.Nullable;

/**
 * A live source sends nothing: its last picture is shown again. Presentation times in the epoch, microseconds.
 *
 * @param untilUs until when; no frame that follows is before it
 * @param slateFromUs from when a slate is shown instead; null: not so far
 */
public record Hold(long untilUs, @Nullable Long slateFromUs) {

    /** Whatever is held is a slate. */
    private static final long FROM_THE_FIRST = Long.MIN_VALUE;

    /** The same, of a slate throughout. */
    public Hold asSlate() {
        return new Hold(untilUs, FROM_THE_FIRST);
    }

    /** The hold of a chunk; null where it has none. A recording is never held. */
    public static @Nullable Hold of(boolean live, @Nullable Long untilUs, @Nullable Long slateFromUs) {
        return live && untilUs != null ? new Hold(untilUs, slateFromUs) : null;
    }

    /** Whether the slate is what is shown at a presentation time. */
    public boolean isSlateAt(long ptsUs) {
        return slateFromUs != null && ptsUs >= slateFromUs;
    }
}
