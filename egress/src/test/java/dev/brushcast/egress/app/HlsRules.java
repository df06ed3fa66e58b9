package dev.brushcast.egress.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.mp4.Boxes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What HLS demands of a rendition's playlist and segments (RFC 8216bis, Apple's authoring rules), checked against the bytes. */
final class HlsRules {

    private static final List<String> ONCE = List.of(
            "#EXT-X-VERSION",
            "#EXT-X-TARGETDURATION",
            "#EXT-X-MEDIA-SEQUENCE",
            "#EXT-X-DISCONTINUITY-SEQUENCE",
            "#EXT-X-PLAYLIST-TYPE",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-ENDLIST");
    private static final double FRAME_SECONDS = 0.04;
    private static final int NOT_SYNC = 0x10000;

    private final Path folder;
    private final List<String> lines;
    private final Map<Integer, Long> nextTime = new HashMap<>();
    private final Map<Integer, TrackKind> kinds = new HashMap<>();
    private double seconds;

    /** What an initialisation segment says of a track. */
    private record TrackKind(boolean pictures, int timescale) {}

    private HlsRules(Path playlist) throws IOException {
        this.folder = playlist.resolveSibling("");
        this.lines = Files.readAllLines(playlist);
    }

    /** Fails with the first rule that is broken. */
    static void check(Path playlist) throws IOException {
        HlsRules rules = new HlsRules(playlist);
        rules.header();
        rules.segments();
    }

    private void header() {
        assertThat(lines.getFirst()).isEqualTo("#EXTM3U");
        for (String tag : ONCE) {
            assertThat(lines.stream()
                            .filter(line -> line.equals(tag) || line.startsWith(tag + ":"))
                            .count())
                    .as(tag)
                    .isLessThanOrEqualTo(1);
        }
        assertThat(Integer.parseInt(value("#EXT-X-VERSION")))
                .as("EXT-X-MAP needs 6")
                .isGreaterThanOrEqualTo(6);
        int firstSegment = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("#EXTINF"))
                .findFirst()
                .orElseThrow());
        assertThat(lines.indexOf("#EXT-X-MEDIA-SEQUENCE:" + value("#EXT-X-MEDIA-SEQUENCE")))
                .isLessThan(firstSegment);
        assertThat(lines.indexOf("#EXT-X-DISCONTINUITY-SEQUENCE:" + value("#EXT-X-DISCONTINUITY-SEQUENCE")))
                .isLessThan(firstSegment);
        assertThat(lines).contains("#EXT-X-INDEPENDENT-SEGMENTS");
    }

    private void segments() throws IOException {
        int target = Integer.parseInt(value("#EXT-X-TARGETDURATION"));
        Instant airTime = null;
        double duration = 0;
        Instant begin = null;
        for (String line : lines) {
            if (line.equals("#EXT-X-DISCONTINUITY")) {
                nextTime.clear();
                begin = null;
                seconds = 0;
            } else if (line.startsWith("#EXT-X-MAP")) {
                initialisation(Files.readAllBytes(folder.resolve(line.replaceAll(".*URI=\"|\"", ""))));
            } else if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
                airTime = Instant.parse(line.substring(line.indexOf(':') + 1));
                begin = begin == null ? airTime : begin;
                assertThat(Duration.between(begin, airTime).toNanos() / 1e9)
                        .as("air time of what follows %s s", seconds)
                        .isEqualTo(seconds, within(FRAME_SECONDS));
            } else if (line.startsWith("#EXTINF:")) {
                duration = Double.parseDouble(line.replaceAll("#EXTINF:|,", ""));
                assertThat(Math.round(duration)).as(line).isLessThanOrEqualTo(target);
            } else if (!line.startsWith("#")) {
                assertThat(airTime).as("air time of %s", line).isNotNull();
                segment(line, duration);
                seconds += duration;
            }
        }
    }

    private void segment(String name, double extinf) throws IOException {
        List<Boxes.Box> boxes = Boxes.parse(ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))));
        assertThat(boxes).as(name).extracting(Boxes.Box::type).containsExactly("styp", "moof", "mdat");
        List<Integer> tracks = new ArrayList<>();
        for (Boxes.Box box : boxes.get(1).children()) {
            if (box.type().equals("traf")) {
                tracks.add(track(name, box.children(), extinf));
            }
        }
        assertThat(tracks).as("one run for every declared track in %s", name).containsExactlyElementsOf(kinds.keySet());
    }

    private void initialisation(byte[] init) {
        kinds.clear();
        for (Boxes.Box box : Boxes.find(init, "moov").orElseThrow().children()) {
            if (box.type().equals("trak")) {
                List<Boxes.Box> media = content(box.children(), "mdia", Boxes.Box::children);
                int id = content(box.children(), "tkhd").getInt(12);
                boolean pictures = content(media, "hdlr").getInt(8) == 0x76696465; // vide
                kinds.put(id, new TrackKind(pictures, content(media, "mdhd").getInt(12)));
            }
        }
    }

    private int track(String name, List<Boxes.Box> traf, double extinf) {
        int id = content(traf, "tfhd").getInt(4);
        ByteBuffer time = content(traf, "tfdt");
        assertThat(time.get(0)).as("tfdt version").isEqualTo((byte) 1);
        ByteBuffer run = content(traf, "trun");
        int count = run.getInt(4);
        long duration = 0;
        for (int i = 0; i < count; i++) {
            duration += Integer.toUnsignedLong(run.getInt(12 + 12 * i));
        }
        if (nextTime.containsKey(id)) {
            assertThat(time.getLong(4)).as("%s continues track %d", name, id).isEqualTo(nextTime.get(id));
        }
        nextTime.put(id, time.getLong(4) + duration);
        TrackKind kind = Objects.requireNonNull(kinds.get(id));
        assertThat(run.getInt(12 + 8) & NOT_SYNC)
                .as("%s begins with a key", name)
                .isZero();
        assertThat((double) duration / kind.timescale())
                .as("EXTINF of %s", name)
                .isEqualTo(extinf, within(FRAME_SECONDS));
        return id;
    }

    private static <T> T content(List<Boxes.Box> boxes, String type, Function<Boxes.Box, T> as) {
        return boxes.stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .map(as)
                .orElseThrow();
    }

    private static ByteBuffer content(List<Boxes.Box> boxes, String type) {
        return content(boxes, type, Boxes.Box::content);
    }

    private String value(String tag) {
        return lines.stream()
                .filter(line -> line.startsWith(tag + ":"))
                .findFirst()
                .orElseThrow()
                .substring(tag.length() + 1);
    }
}
