package dev.brushcast.egress.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is to be so of a multivariant playlist. */
final class MultivariantRules {

    private static final Set<String> KNOWN = Set.of(
            "#EXTM3U",
            "#EXT-X-VERSION",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-MEDIA",
            "#EXT-X-STREAM-INF",
            "#EXT-X-I-FRAME-STREAM-INF",
            "#EXT-X-SESSION-DATA",
            "#EXT-X-START",
            "#EXT-X-DEFINE");
    private static final List<String> SAID =
            List.of("BANDWIDTH", "AVERAGE-BANDWIDTH", "CODECS", "RESOLUTION", "FRAME-RATE");

    private static final Pattern INSTREAM_ID = Pattern.compile("CC[1-4]|SERVICE([1-9]|[1-5][0-9]|6[0-3])");

    private MultivariantRules() {}

    static void judge(String text, Findings findings) {
        List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
        findings.expect(
                !lines.isEmpty() && lines.getFirst().equals("#EXTM3U"),
                Rule.P01_BEGINS_AS_A_PLAYLIST_OF_KNOWN_TAGS,
                "the first line is not #EXTM3U");
        findings.expect(
                lines.contains("#EXT-X-INDEPENDENT-SEGMENTS"), Rule.P05_INDEPENDENT_SEGMENTS, "not said of all");
        List<Tag> tags = lines.stream()
                .filter(line -> line.startsWith("#EXT"))
                .map(Tag::of)
                .toList();
        Map<String, Set<String>> codecsOfGroups = tags.stream()
                .filter(tag -> tag.name().equals("#EXT-X-MEDIA"))
                .collect(Collectors.groupingBy(
                        tag -> tag.attribute("GROUP-ID"),
                        Collectors.mapping(tag -> tag.attribute("TYPE"), Collectors.toSet())));
        for (Tag tag : tags) {
            findings.expect(KNOWN.contains(tag.name()), Rule.P01_BEGINS_AS_A_PLAYLIST_OF_KNOWN_TAGS, "%s", tag.name());
            if (tag.attribute("TYPE").equals("CLOSED-CAPTIONS")) {
                captions(tag, findings);
            }
            if (tag.name().equals("#EXT-X-STREAM-INF")) {
                variant(tag, codecsOfGroups, findings);
            }
        }
    }

    /** They are in the pictures: they have no playlist of their own, but a place there. */
    private static void captions(Tag tag, Findings findings) {
        findings.expect(
                INSTREAM_ID.matcher(tag.attribute("INSTREAM-ID")).matches()
                        && tag.attribute("URI").isEmpty()
                        && !tag.attribute("NAME").isEmpty(),
                Rule.P12_CAPTIONS_ARE_DECLARED,
                "%s",
                tag);
    }

    private static void variant(Tag tag, Map<String, Set<String>> groups, Findings findings) {
        for (String name : SAID) {
            findings.expect(
                    !tag.attribute(name).isEmpty(), Rule.P06_VARIANTS_SAY_ALL_ABOUT_THEM, "no %s: %s", name, tag);
        }
        String audio = tag.attribute("AUDIO");
        boolean both = Arrays.stream(tag.attribute("CODECS").split(","))
                        .map(codec -> codec.replaceAll("\\..*", ""))
                        .distinct()
                        .count()
                >= 2;
        findings.expect(
                audio.isEmpty() || (groups.containsKey(audio) && both),
                Rule.P06_VARIANTS_SAY_ALL_ABOUT_THEM,
                "audio \"%s\" is not there, or its codec is not said: %s",
                audio,
                tag);
        String captions = tag.attribute("CLOSED-CAPTIONS");
        findings.expect(
                captions.equals("NONE") || Set.of("CLOSED-CAPTIONS").equals(groups.get(captions)),
                Rule.P12_CAPTIONS_ARE_DECLARED,
                "captions \"%s\": %s",
                captions,
                tag);
    }
}
