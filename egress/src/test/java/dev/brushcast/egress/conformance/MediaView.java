package dev.brushcast.egress.conformance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A media playlist as a player reads it.
 *
 * @param lines all that are not empty
 * @param tags in order
 * @param segments the whole ones that it names
 * @param open what it names of the one that is being made; without a uri
 */
record MediaView(List<String> lines, List<Tag> tags, List<Segment> segments, Optional<Segment> open) {

    /**
     * A segment.
     *
     * @param number its media sequence number
     * @param uri empty while it is being made
     * @param map uri of its initialisation segment; empty without one
     */
    record Segment(
            long number,
            String uri,
            double seconds,
            boolean discontinuity,
            String map,
            Optional<Instant> airTime,
            List<Part> parts) {

        double partSeconds() {
            return parts.stream().mapToDouble(Part::seconds).sum();
        }
    }

    /** A part of one. */
    record Part(String uri, double seconds, boolean independent) {}

    static MediaView of(String text) {
        List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
        Reader reader = new Reader();
        lines.forEach(reader::line);
        return new MediaView(
                lines,
                lines.stream()
                        .filter(line -> line.startsWith("#EXT"))
                        .map(Tag::of)
                        .toList(),
                List.copyOf(reader.segments),
                reader.open());
    }

    /** What is known so far of the next segment. */
    private static final class Reader {

        private final List<Segment> segments = new ArrayList<>();
        private final List<Part> parts = new ArrayList<>();
        private long number;
        private double seconds;
        private boolean discontinuity;
        private String map = "";
        private Optional<Instant> airTime = Optional.empty();

        void line(String line) {
            if (!line.startsWith("#")) {
                segments.add(next(line));
                number++;
                parts.clear();
                discontinuity = false;
                airTime = Optional.empty();
                return;
            }
            Tag tag = Tag.of(line);
            switch (tag.name()) {
                case "#EXT-X-MEDIA-SEQUENCE" -> number += Long.parseLong(tag.value());
                case "#EXT-X-SKIP" -> number += (long) tag.number("SKIPPED-SEGMENTS");
                case "#EXTINF" -> seconds = Double.parseDouble(tag.value().replaceAll(",.*", ""));
                case "#EXT-X-DISCONTINUITY" -> discontinuity = true;
                case "#EXT-X-MAP" -> map = tag.attribute("URI");
                case "#EXT-X-PROGRAM-DATE-TIME" -> airTime = Optional.of(Instant.parse(tag.value()));
                case "#EXT-X-PART" ->
                    parts.add(new Part(
                            tag.attribute("URI"),
                            tag.number("DURATION"),
                            tag.attribute("INDEPENDENT").equals("YES")));
                default -> {}
            }
        }

        private Segment next(String uri) {
            return new Segment(number, uri, seconds, discontinuity, map, airTime, List.copyOf(parts));
        }

        Optional<Segment> open() {
            return parts.isEmpty() ? Optional.empty() : Optional.of(next(""));
        }
    }

    Stream<Tag> tags(String name) {
        return tags.stream().filter(tag -> tag.name().equals(name));
    }

    Optional<Tag> tag(String name) {
        return tags(name).findFirst();
    }

    /** A tag's value that is a number; 0 where there is none. */
    double number(String name) {
        return tag(name).map(tag -> Double.parseDouble(tag.value())).orElse(0.0);
    }

    double target() {
        return number("#EXT-X-TARGETDURATION");
    }

    /** 0: it has no parts. */
    double partTarget() {
        return tag("#EXT-X-PART-INF").map(tag -> tag.number("PART-TARGET")).orElse(0.0);
    }

    boolean live() {
        return partTarget() > 0;
    }

    boolean ended() {
        return tag("#EXT-X-ENDLIST").isPresent();
    }

    Optional<String> hint() {
        return tag("#EXT-X-PRELOAD-HINT").map(tag -> tag.attribute("URI"));
    }

    /** The whole segments and the one that is being made. */
    List<Segment> all() {
        return Stream.concat(segments.stream(), open.stream()).toList();
    }

    /** Number of the last whole or open segment. */
    long last() {
        return all().isEmpty()
                ? (long) number("#EXT-X-MEDIA-SEQUENCE") - 1
                : all().getLast().number();
    }

    Stream<Part> parts() {
        return all().stream().flatMap(segment -> segment.parts().stream());
    }
}
