package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Part;
import dev.brushcast.egress.conformance.MediaView.Segment;
import dev.brushcast.media.mp4.Boxes;
import dev.brushcast.media.mp4.Boxes.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is to be so of a rendition's media, segment after segment. Confined to one thread. */
final class MediaRules {

    private static final double FRAME_SECONDS = 0.042;
    private static final int NOT_SYNC = 0x10000;
    private static final int VIDE = 0x76696465;
    private static final List<String> FRAGMENT = List.of("styp", "moof", "mdat");

    private final Findings findings;
    private final Map<Integer, Long> nextTime = new HashMap<>();
    private final Map<Integer, Track> tracks = new HashMap<>();
    private String map = "";

    /** What an initialisation segment says of a track. */
    private record Track(boolean pictures, int timescale) {}

    /** Where bytes are got from. */
    interface Source {
        byte[] get(String uri) throws IOException;
    }

    MediaRules(Findings findings) {
        this.findings = findings;
    }

    /** The next segment. */
    void judge(Segment segment, Source source) throws IOException {
        if (segment.discontinuity()) {
            nextTime.clear();
        }
        if (!segment.map().equals(map)) {
            map = segment.map();
            initialisation(source.get(map));
        }
        byte[] whole = source.get(segment.uri());
        try {
            content(segment.uri(), whole, segment.seconds());
            for (Part part : segment.parts()) {
                key(part, source.get(part.uri()));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            findings.add(Rule.L15_SEGMENTS_ARE_FRAGMENTS, "%s: %s", segment.uri(), e);
            return;
        }
        if (!segment.parts().isEmpty()) {
            findings.expect(
                    ByteBuffer.wrap(joined(segment, source)).equals(ByteBuffer.wrap(whole)),
                    Rule.LL07_PARTS_ARE_THE_SEGMENT,
                    "%s is not its parts, one after the other",
                    segment.uri());
        }
    }

    private static byte[] joined(Segment segment, Source source) throws IOException {
        var joined = new ByteArrayOutputStream();
        for (Part part : segment.parts()) {
            joined.write(source.get(part.uri()));
        }
        return joined.toByteArray();
    }

    private void initialisation(byte[] init) {
        tracks.clear();
        for (Box box : Boxes.find(init, "moov").map(Box::children).orElse(List.of())) {
            if (box.type().equals("trak")) {
                List<Box> media = first(box.children(), "mdia").children();
                int id = first(box.children(), "tkhd").content().getInt(12);
                boolean pictures = first(media, "hdlr").content().getInt(8) == VIDE;
                tracks.put(
                        id, new Track(pictures, first(media, "mdhd").content().getInt(12)));
            }
        }
    }

    private void content(String uri, byte[] bytes, double extinf) {
        List<Box> boxes = Boxes.parse(ByteBuffer.wrap(bytes));
        List<String> types = boxes.stream().map(Box::type).toList();
        boolean fragments = !types.isEmpty() && types.size() % FRAGMENT.size() == 0;
        for (int i = 0; fragments && i < types.size(); i++) {
            fragments = types.get(i).equals(FRAGMENT.get(i % FRAGMENT.size()));
        }
        findings.expect(fragments, Rule.L15_SEGMENTS_ARE_FRAGMENTS, "%s: %s", uri, types);
        Map<Integer, Long> durations = new HashMap<>();
        boolean first = true;
        for (Box moof : boxes.stream().filter(box -> box.type().equals("moof")).toList()) {
            List<Integer> ids = new ArrayList<>();
            for (Box traf : moof.children().stream()
                    .filter(box -> box.type().equals("traf"))
                    .toList()) {
                ids.add(run(uri, traf.children(), durations, first));
            }
            first = false;
            findings.expect(
                    ids.stream().distinct().count() == ids.size(),
                    Rule.L15_SEGMENTS_ARE_FRAGMENTS,
                    "%s has runs of tracks %s in one fragment",
                    uri,
                    ids);
        }
        findings.expect(
                durations.keySet().equals(tracks.keySet()),
                Rule.L15_SEGMENTS_ARE_FRAGMENTS,
                "%s has runs of tracks %s, declared are %s",
                uri,
                durations.keySet(),
                tracks.keySet());
        durations.forEach((id, duration) -> {
            double seconds = (double) duration / track(id).timescale();
            findings.expect(
                    Math.abs(seconds - extinf) < FRAME_SECONDS,
                    Rule.L09_TIMES_IN_THE_MEDIA_GO_ON_AS_THE_PLAYLIST_SAYS,
                    "%s: track %d lasts %f, the playlist says %f",
                    uri,
                    id,
                    seconds,
                    extinf);
        });
    }

    private Track track(int id) {
        return Objects.requireNonNullElse(tracks.get(id), new Track(false, 1));
    }

    private int run(String uri, List<Box> traf, Map<Integer, Long> durations, boolean firstOfSegment) {
        int id = first(traf, "tfhd").content().getInt(4);
        ByteBuffer time = first(traf, "tfdt").content();
        findings.expect(time.get(0) == 1, Rule.L15_SEGMENTS_ARE_FRAGMENTS, "%s: tfdt of version %d", uri, time.get(0));
        ByteBuffer run = first(traf, "trun").content();
        long duration = 0;
        for (int i = 0; i < run.getInt(4); i++) {
            duration += Integer.toUnsignedLong(run.getInt(12 + 12 * i));
        }
        long start = time.getLong(4);
        long expected = nextTime.getOrDefault(id, start);
        findings.expect(
                start == expected,
                Rule.L09_TIMES_IN_THE_MEDIA_GO_ON_AS_THE_PLAYLIST_SAYS,
                "%s: track %d at %d, expected at %d",
                uri,
                id,
                start,
                expected);
        nextTime.put(id, start + duration);
        durations.merge(id, duration, Long::sum);
        findings.expect(
                !firstOfSegment || isKey(run), Rule.P05_INDEPENDENT_SEGMENTS, "%s does not begin with a key", uri);
        return id;
    }

    /** A part is said to be independent where it begins with a key picture, or has audio alone. */
    private void key(Part part, byte[] bytes) {
        Optional<Boolean> key = pictures(bytes).map(MediaRules::isKey);
        findings.expect(
                key.orElse(true) == part.independent(),
                Rule.LL06_INDEPENDENT_IS_WHAT_BEGINS_WITH_A_KEY,
                "%s: begins with a key: %s, independent: %s",
                part.uri(),
                key,
                part.independent());
    }

    private Optional<ByteBuffer> pictures(byte[] bytes) {
        Predicate<Box> ofPictures = traf ->
                track(first(traf.children(), "tfhd").content().getInt(4)).pictures();
        return Boxes.parse(ByteBuffer.wrap(bytes)).stream()
                .filter(box -> box.type().equals("moof"))
                .flatMap(moof -> Stream.of(moof.children().toArray(Box[]::new)))
                .filter(box -> box.type().equals("traf"))
                .filter(ofPictures)
                .map(traf -> first(traf.children(), "trun").content())
                .findFirst();
    }

    private static boolean isKey(ByteBuffer run) {
        return (run.getInt(12 + 8) & NOT_SYNC) == 0;
    }

    private static Box first(List<Box> boxes, String type) {
        return boxes.stream()
                .filter(box -> box.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + type));
    }
}
