package dev.brushcast.egress.playlist;

import dev.brushcast.egress.playlist.DateRange.Attribute;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a media playlist that {@link MediaPlaylist#render} has written: air times to the millisecond, all else as it was. Used once. */
final class PlaylistReader {

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Z0-9-]+)=(\"[^\"]*\"|[^\",]*)");
    private static final String MAP = "#EXT-X-MAP:URI=";
    private static final String AIR_TIME = "#EXT-X-PROGRAM-DATE-TIME:";
    private static final String DURATION = "#EXTINF:";
    private static final String RANGE = "#EXT-X-DATERANGE:";
    private static final double US_PER_SECOND = 1e6;

    private final List<PlaylistEntry> entries = new ArrayList<>();
    private final List<DateRange> ranges = new ArrayList<>();
    private MediaPlaylist.Kind kind = MediaPlaylist.Kind.SLIDING;
    private int targetSeconds;
    private long mediaSequence;
    private long discontinuitySequence;
    private boolean ended;
    private boolean discontinuity;
    private String map = "";
    private Instant airTime = Instant.EPOCH;
    private long durationUs;

    private PlaylistReader() {}

    /** What a text says; empty where it is no playlist of ours. */
    static Optional<MediaPlaylist> read(String text) {
        PlaylistReader reader = new PlaylistReader();
        try {
            text.lines().forEach(reader::line);
        } catch (NumberFormatException | DateTimeParseException | MissingAttribute _) {
            return Optional.empty();
        }
        return text.startsWith("#EXTM3U\n") ? Optional.of(reader.playlist()) : Optional.empty();
    }

    private MediaPlaylist playlist() {
        return new MediaPlaylist(
                kind, targetSeconds, mediaSequence, discontinuitySequence, entries, ended, null, ranges);
    }

    private void line(String line) {
        if (line.isBlank()) {
            return;
        }
        if (!line.startsWith("#")) {
            entries.add(new PlaylistEntry(line, durationUs, map, airTime, discontinuity));
            discontinuity = false;
        } else if (line.startsWith(DURATION)) {
            durationUs = us(line.substring(DURATION.length()).replace(",", ""));
        } else if (line.startsWith(AIR_TIME)) {
            airTime = Instant.parse(line.substring(AIR_TIME.length()));
        } else if (line.startsWith(MAP)) {
            map = unquoted(line.substring(MAP.length()));
        } else if (line.startsWith(RANGE)) {
            ranges.add(range(line.substring(RANGE.length())));
        } else {
            head(line);
        }
    }

    private void head(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        switch (line.substring(0, line.length() - value.length())) {
            case "#EXT-X-TARGETDURATION:" -> targetSeconds = Integer.parseInt(value);
            case "#EXT-X-MEDIA-SEQUENCE:" -> mediaSequence = Long.parseLong(value);
            case "#EXT-X-DISCONTINUITY-SEQUENCE:" -> discontinuitySequence = Long.parseLong(value);
            case "#EXT-X-PLAYLIST-TYPE:" ->
                kind = value.equals("VOD") ? MediaPlaylist.Kind.VOD : MediaPlaylist.Kind.EVENT;
            default -> {
                ended |= line.equals("#EXT-X-ENDLIST");
                discontinuity |= line.equals("#EXT-X-DISCONTINUITY");
            }
        }
    }

    private static DateRange range(String text) {
        String id = null;
        String className = null;
        Instant start = null;
        Long planned = null;
        Long duration = null;
        boolean untilNext = false;
        List<Attribute> others = new ArrayList<>();
        Matcher found = ATTRIBUTE.matcher(text);
        while (found.find()) {
            String value = found.group(2);
            switch (found.group(1)) {
                case "ID" -> id = unquoted(value);
                case "CLASS" -> className = unquoted(value);
                case "START-DATE" -> start = Instant.parse(unquoted(value));
                case "PLANNED-DURATION" -> planned = us(value);
                case "DURATION" -> duration = us(value);
                case "END-ON-NEXT" -> untilNext = true;
                default -> others.add(new Attribute(found.group(1), value));
            }
        }
        if (untilNext && (className == null || duration != null)) {
            throw new MissingAttribute();
        }
        return new DateRange(present(id), className, present(start), planned, duration, untilNext, others);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new MissingAttribute();
        }
        return value;
    }

    private static long us(String seconds) {
        return Math.round(Double.parseDouble(seconds) * US_PER_SECOND);
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }

    /** A range that is none of ours. */
    private static final class MissingAttribute extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
