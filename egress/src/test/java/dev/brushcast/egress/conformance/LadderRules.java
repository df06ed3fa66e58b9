package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Part;
import dev.brushcast.egress.conformance.MediaView.Segment;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be so of renditions that a player may change between, and of what is said of them. */
final class LadderRules {

    private static final double PEAK = 1.25;
    private static final double AVERAGE = 1.1;

    /** In less time a picture that changes says nothing about the average. */
    private static final double LONG_ENOUGH_SECONDS = 300;

    private static final double ROUNDING_SECONDS = 0.001;

    private LadderRules() {}

    /** The same numbers for the same times. */
    static void aligned(List<Map<Long, Segment>> renditions, Findings findings) {
        for (Map<Long, Segment> rendition : renditions) {
            rendition.forEach((number, segment) -> {
                Segment other = renditions.getFirst().getOrDefault(number, segment);
                findings.expect(
                        other.airTime().equals(segment.airTime())
                                && other.discontinuity() == segment.discontinuity()
                                && Math.abs(other.seconds() - segment.seconds()) < ROUNDING_SECONDS
                                && sameParts(other.parts(), segment.parts()),
                        Rule.P09_RENDITIONS_ARE_ALIGNED,
                        "segment %d: %s and %s",
                        number,
                        other,
                        segment);
            });
        }
    }

    /** Where both are still named. */
    private static boolean sameParts(List<Part> some, List<Part> others) {
        return some.isEmpty()
                || others.isEmpty()
                || some.stream()
                        .map(Part::seconds)
                        .toList()
                        .equals(others.stream().map(Part::seconds).toList());
    }

    /** Of the pictures in several sizes: decoding can begin at the same times in all. */
    static void sameKeys(List<Map<Long, Segment>> sizes, Findings findings) {
        for (Map<Long, Segment> size : sizes) {
            size.forEach((number, segment) -> {
                List<Boolean> first = keys(sizes.getFirst().getOrDefault(number, segment));
                List<Boolean> keys = keys(segment);
                findings.expect(
                        first.isEmpty() || keys.isEmpty() || first.equals(keys),
                        Rule.P09_SIZES_HAVE_THE_SAME_KEYS,
                        "segment %d: parts that are independent %s and %s",
                        number,
                        first,
                        keys);
            });
        }
    }

    private static List<Boolean> keys(Segment segment) {
        return segment.parts().stream().map(Part::independent).toList();
    }

    /** With each sound a size is there once. */
    static void saidOnce(String text, Findings findings) {
        Set<String> said = new HashSet<>();
        String audio = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("#EXT-X-STREAM-INF:")) {
                audio = Tag.of(line).attribute("AUDIO");
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                findings.expect(
                        said.add(audio + " " + line),
                        Rule.P09_VARIANTS_ARE_SAID_ONCE,
                        "%s with audio \"%s\"",
                        line,
                        audio);
            }
        }
    }

    /** @param peak bits per second of the largest segment */
    static void bandwidth(String uri, double peak, double said, Findings findings) {
        findings.expect(
                peak <= PEAK * said,
                Rule.P08_NO_SEGMENT_MUCH_ABOVE_THE_BANDWIDTH,
                "%s: %.0f bits per second, %.0f are said",
                uri,
                peak,
                said);
    }

    /**
     * Judged where it was seen for long enough.
     *
     * @param average bits per second
     * @param seconds for how long it was measured
     */
    static void average(String uri, double average, double seconds, double said, Findings findings) {
        findings.expect(
                seconds < LONG_ENOUGH_SECONDS || (average <= AVERAGE * said && said <= AVERAGE * average),
                Rule.P08_AVERAGES_NEAR_WHAT_IS_SAID,
                "%s: %.0f bits per second over %.0f s, %.0f are said",
                uri,
                average,
                seconds,
                said);
    }
}
