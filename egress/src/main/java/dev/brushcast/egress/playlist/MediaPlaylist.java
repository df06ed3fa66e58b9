package dev.brushcast.egress.playlist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A media playlist.
 *
 * @param kind how it may change
 * @param targetSeconds the same for the life of the playlist; no segment lasts longer, rounded
 * @param mediaSequence how many segments have left the playlist
 * @param discontinuitySequence how many discontinuities have left it
 * @param entries in order
 * @param ended true: nothing follows
 */
public record MediaPlaylist(
        Kind kind,
        int targetSeconds,
        long mediaSequence,
        long discontinuitySequence,
        List<PlaylistEntry> entries,
        boolean ended) {

    /** The smallest version that knows EXT-X-MAP outside of I-frame playlists. */
    private static final int VERSION = 6;

    private static final DateTimeFormatter AIR_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** How a playlist may change. */
    public enum Kind {
        /** Segments come and go. */
        SLIDING,
        /** Segments come. */
        EVENT,
        /** Nothing changes. */
        VOD
    }

    public MediaPlaylist {
        entries = List.copyOf(entries);
    }

    /** The playlist as it is served. */
    public String render() {
        StringBuilder out = new StringBuilder(128 + 160 * entries.size());
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(VERSION).append('\n');
        out.append("#EXT-X-TARGETDURATION:").append(targetSeconds).append('\n');
        out.append("#EXT-X-MEDIA-SEQUENCE:").append(mediaSequence).append('\n');
        out.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(discontinuitySequence)
                .append('\n');
        if (kind != Kind.SLIDING) {
            out.append("#EXT-X-PLAYLIST-TYPE:").append(kind).append('\n');
        }
        out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        String map = "";
        for (PlaylistEntry entry : entries) {
            if (entry.discontinuity()) {
                out.append("#EXT-X-DISCONTINUITY\n");
            }
            if (!entry.map().equals(map)) {
                map = entry.map();
                out.append("#EXT-X-MAP:URI=\"").append(map).append("\"\n");
            }
            out.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(airTime(entry.airTime()))
                    .append('\n');
            out.append("#EXTINF:").append(seconds(entry.durationUs())).append(",\n");
            out.append(entry.uri()).append('\n');
        }
        if (ended) {
            out.append("#EXT-X-ENDLIST\n");
        }
        return out.toString();
    }

    private static String airTime(Instant instant) {
        return AIR_TIME.format(instant);
    }

    private static String seconds(long us) {
        return String.format(Locale.ROOT, "%d.%06d", us / 1_000_000, us % 1_000_000);
    }
}
