package dev.brushcast.egress.playlist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a low-latency playlist has beyond its segments.
 *
 * @param partTargetUs the same for the life of the playlist; no part lasts longer, microseconds
 * @param open the segment that is being made; null between segments
 * @param hint uri of the part that comes next; null where none comes, or the next segment in one piece
 */
public record LiveEdge(
        long partTargetUs, @Nullable Open open, @Nullable String hint) {

    private static final int HOLD_BACK_PARTS = 3;

    /**
     * A segment that is being made.
     *
     * @param map uri of the initialisation segment it needs
     * @param airTime when its first picture was taken
     * @param discontinuity true: times, sizes or codecs begin anew here
     * @param parts so far, at least one
     */
    public record Open(String map, Instant airTime, boolean discontinuity, List<PlaylistPart> parts) {

        public Open {
            parts = List.copyOf(parts);
        }

        long durationUs() {
            return parts.stream().mapToLong(PlaylistPart::durationUs).sum();
        }
    }

    /** How far from the end of the playlist players stay, at least. */
    long holdBackUs() {
        return HOLD_BACK_PARTS * partTargetUs;
    }

    /** The same of a stream whose parts are to last so long. */
    public static Duration holdBack(Duration part) {
        return part.multipliedBy(HOLD_BACK_PARTS);
    }
}
