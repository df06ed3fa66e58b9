package dev.brushcast.egress.playlist;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A media playlist.
 *
 * @param kind how it may change
 * @param targetSeconds the same for the life of the playlist; no segment lasts longer, rounded
 * @param mediaSequence how many segments have left the playlist
 * @param discontinuitySequence how many discontinuities have left it
 * @param entries the segments that are whole, in order
 * @param ended true: nothing follows
 * @param edge of a low-latency playlist; null for others
 * @param ranges of time that it says something of
 */
public record MediaPlaylist(
        Kind kind,
        int targetSeconds,
        long mediaSequence,
        long discontinuitySequence,
        List<PlaylistEntry> entries,
        boolean ended,
        @Nullable LiveEdge edge,
        List<DateRange> ranges) {

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
        ranges = List.copyOf(ranges);
    }

    /** Of segments alone. */
    public MediaPlaylist(
            Kind kind,
            int targetSeconds,
            long mediaSequence,
            long discontinuitySequence,
            List<PlaylistEntry> entries,
            boolean ended) {
        this(kind, targetSeconds, mediaSequence, discontinuitySequence, entries, ended, null, List.of());
    }

    /** A playlist that was rendered for whoever plays it in segments; empty where the text is none of ours. */
    public static Optional<MediaPlaylist> parse(String text) {
        return PlaylistReader.read(text);
    }

    /** The playlist for whoever plays it in segments. */
    public String render() {
        return new PlaylistText(this).whole();
    }

    /**
     * The playlist for players that follow its edge.
     *
     * @param skip true: segments that the player knows already are left out, as far as there are any
     * @param reports on the stream's other playlists
     */
    public String renderLive(boolean skip, List<RenditionReport> reports) {
        return new PlaylistText(this).live(skip, reports);
    }

    /** Number of the last segment, the one that is being made included; one below the first where there is none. */
    public long lastSequence() {
        return mediaSequence + entries.size() - 1 + (edge != null && edge.open() != null ? 1 : 0);
    }

    /** Number of the last part of that segment; negative where it is in one piece. */
    public int lastPart() {
        if (edge != null && edge.open() != null) {
            return edge.open().parts().size() - 1;
        }
        return entries.isEmpty() ? -1 : entries.getLast().parts().size() - 1;
    }

    /**
     * True when the playlist has come to a part, or beyond. A part behind the last one of its segment is the first one of the next
     * (RFC 8216bis, 6.2.5.2).
     *
     * @param sequence number of the segment
     * @param part its number; negative: the whole segment
     */
    public boolean has(long sequence, int part) {
        long whole = mediaSequence + entries.size();
        if (sequence < mediaSequence) {
            return true;
        }
        if (sequence < whole) {
            int parts = entries.get((int) (sequence - mediaSequence)).parts().size();
            return parts == 0 || part < parts || has(sequence + 1, 0);
        }
        return sequence == whole
                && part >= 0
                && edge != null
                && edge.open() != null
                && part < edge.open().parts().size();
    }

    /**
     * True when a player can change between this playlist and another one, both live: what they have in common has the same times and
     * is behind as many discontinuities (RFC 8216bis, 6.2.4). Segments of the same name are of the same moment of the same capture.
     */
    public boolean hasSameMomentsAs(MediaPlaylist other) {
        return isLive()
                && other.isLive()
                && targetSeconds == other.targetSeconds
                && (meets(other) || other.meets(this));
    }

    private boolean isLive() {
        return edge != null && !ended && !entries.isEmpty();
    }

    /** The newest segment is in the other one as well, and the same. */
    private boolean meets(MediaPlaylist other) {
        PlaylistEntry newest = entries.getLast();
        for (int i = other.entries.size() - 1; i >= 0; i--) {
            PlaylistEntry there = other.entries.get(i);
            if (there.uri().equals(newest.uri())) {
                return there.airTime().equals(newest.airTime())
                        && other.discontinuities(i) == discontinuities(entries.size() - 1);
            }
        }
        return false;
    }

    private long discontinuities(int upTo) {
        return discontinuitySequence
                + entries.subList(0, upTo + 1).stream()
                        .filter(PlaylistEntry::discontinuity)
                        .count();
    }
}
