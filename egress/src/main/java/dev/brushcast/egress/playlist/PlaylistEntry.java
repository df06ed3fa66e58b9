package dev.brushcast.egress.playlist;

import java.time.Instant;
import java.util.List;

/**
 * A segment in a media playlist.
 *
 * @param uri relative to the playlist
 * @param durationUs microseconds: those of its parts, where it has parts
 * @param map uri of the initialisation segment it needs
 * @param airTime when its first picture was taken
 * @param discontinuity true: times, sizes or codecs begin anew here
 * @param parts in order; none where it is to be had in one piece only
 */
public record PlaylistEntry(
        String uri, long durationUs, String map, Instant airTime, boolean discontinuity, List<PlaylistPart> parts) {

    public PlaylistEntry {
        parts = List.copyOf(parts);
    }

    /** The same in parts. */
    PlaylistEntry withParts(List<PlaylistPart> newParts) {
        return new PlaylistEntry(uri, durationUs, map, airTime, discontinuity, newParts);
    }

    /** In one piece. */
    public PlaylistEntry(String uri, long durationUs, String map, Instant airTime, boolean discontinuity) {
        this(uri, durationUs, map, airTime, discontinuity, List.of());
    }
}
