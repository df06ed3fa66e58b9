package dev.brushcast.egress.playlist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A media playlist as it is served (RFC 8216bis). Used once. */
final class PlaylistText {

    /** The smallest version that knows EXT-X-MAP outside of I-frame playlists. */
    private static final int VERSION = 6;

    /** The smallest version that knows EXT-X-SKIP. */
    private static final int LIVE_VERSION = 9;

    private static final int PARTS_KEPT_TARGETS = 3;
    private static final int SKIPPABLE_TARGETS = 6;
    private static final long US_PER_SECOND = 1_000_000;

    private static final DateTimeFormatter AIR_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MediaPlaylist playlist;
    private final StringBuilder out;
    private String map = "";

    PlaylistText(MediaPlaylist playlist) {
        this.playlist = playlist;
        this.out = new StringBuilder(256 + 160 * playlist.entries().size());
    }

    /** In segments. */
    String whole() {
        head(VERSION);
        sequences();
        ranges();
        for (PlaylistEntry entry : playlist.entries()) {
            segment(entry);
        }
        return end();
    }

    /** With parts at its end, and a hint what comes next. */
    String live(boolean skip, List<RenditionReport> reports) {
        LiveEdge edge = playlist.edge();
        if (edge == null) {
            return whole();
        }
        head(LIVE_VERSION);
        out.append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=").append(seconds(edge.holdBackUs()));
        out.append(",CAN-SKIP-UNTIL=")
                .append(seconds(targets(SKIPPABLE_TARGETS)))
                .append('\n');
        out.append("#EXT-X-PART-INF:PART-TARGET=")
                .append(seconds(edge.partTargetUs()))
                .append('\n');
        sequences();
        List<PlaylistEntry> entries = playlist.entries();
        long open = edge.open() == null ? 0 : edge.open().durationUs();
        int first = skip ? olderThan(targets(SKIPPABLE_TARGETS) - open) : 0;
        if (first > 0) {
            out.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(first).append('\n');
        }
        ranges(); // all of them: only segments are skipped
        int firstInParts = olderThan(targets(PARTS_KEPT_TARGETS) - open);
        for (int i = first; i < entries.size(); i++) {
            PlaylistEntry entry = entries.get(i);
            segmentHead(entry.discontinuity(), entry.map(), entry.airTime());
            if (i >= firstInParts) {
                parts(entry.parts());
            }
            segmentEnd(entry);
        }
        edge(edge);
        for (RenditionReport report : reports) {
            report(report);
        }
        return end();
    }

    /** How many segments end earlier than so long before the last one's end. */
    private int olderThan(long us) {
        List<PlaylistEntry> entries = playlist.entries();
        long after = 0;
        int older = entries.size();
        while (older > 0 && after < us) {
            older--;
            after += entries.get(older).durationUs();
        }
        return older;
    }

    private void head(int version) {
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(version).append('\n');
        out.append("#EXT-X-TARGETDURATION:").append(playlist.targetSeconds()).append('\n');
    }

    private void sequences() {
        out.append("#EXT-X-MEDIA-SEQUENCE:").append(playlist.mediaSequence()).append('\n');
        out.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(playlist.discontinuitySequence())
                .append('\n');
        if (playlist.kind() != MediaPlaylist.Kind.SLIDING) {
            out.append("#EXT-X-PLAYLIST-TYPE:").append(playlist.kind()).append('\n');
        }
        out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
    }

    private void ranges() {
        for (DateRange range : playlist.ranges()) {
            out.append("#EXT-X-DATERANGE:ID=\"").append(range.id()).append('"');
            if (range.className() != null) {
                out.append(",CLASS=\"").append(range.className()).append('"');
            }
            out.append(",START-DATE=\"").append(AIR_TIME.format(range.start())).append('"');
            if (range.plannedUs() != null) {
                out.append(",PLANNED-DURATION=").append(seconds(range.plannedUs()));
            }
            if (range.durationUs() != null) {
                out.append(",DURATION=").append(seconds(range.durationUs()));
            }
            if (range.untilNext()) {
                out.append(",END-ON-NEXT=YES");
            }
            for (DateRange.Attribute attribute : range.attributes()) {
                out.append(',').append(attribute.name()).append('=').append(attribute.value());
            }
            out.append('\n');
        }
    }

    private void segment(PlaylistEntry entry) {
        segmentHead(entry.discontinuity(), entry.map(), entry.airTime());
        segmentEnd(entry);
    }

    private void segmentHead(boolean discontinuity, String newMap, Instant airTime) {
        if (discontinuity) {
            out.append("#EXT-X-DISCONTINUITY\n");
        }
        if (!newMap.equals(map)) {
            map = newMap;
            out.append("#EXT-X-MAP:URI=\"").append(map).append("\"\n");
        }
        out.append("#EXT-X-PROGRAM-DATE-TIME:").append(AIR_TIME.format(airTime)).append('\n');
    }

    private void parts(List<PlaylistPart> parts) {
        for (PlaylistPart part : parts) {
            out.append("#EXT-X-PART:DURATION=").append(seconds(part.durationUs()));
            out.append(",URI=\"").append(part.uri()).append('"');
            out.append(part.independent() ? ",INDEPENDENT=YES\n" : "\n");
        }
    }

    private void segmentEnd(PlaylistEntry entry) {
        out.append("#EXTINF:").append(seconds(entry.durationUs())).append(",\n");
        out.append(entry.uri()).append('\n');
    }

    private void edge(LiveEdge edge) {
        LiveEdge.Open open = edge.open();
        if (open != null) {
            segmentHead(open.discontinuity(), open.map(), open.airTime());
            parts(open.parts());
        }
        if (edge.hint() != null) {
            out.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"")
                    .append(edge.hint())
                    .append("\"\n");
        }
    }

    private void report(RenditionReport report) {
        out.append("#EXT-X-RENDITION-REPORT:URI=\"").append(report.uri()).append('"');
        out.append(",LAST-MSN=").append(report.sequence());
        if (report.part() >= 0) {
            out.append(",LAST-PART=").append(report.part());
        }
        out.append('\n');
    }

    private String end() {
        if (playlist.ended()) {
            out.append("#EXT-X-ENDLIST\n");
        }
        return out.toString();
    }

    private long targets(int count) {
        return US_PER_SECOND * count * playlist.targetSeconds();
    }

    private static String seconds(long us) {
        return String.format(Locale.ROOT, "%d.%06d", us / US_PER_SECOND, us % US_PER_SECOND);
    }
}
