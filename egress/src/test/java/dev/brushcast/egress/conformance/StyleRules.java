package dev.brushcast.egress.conformance;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is to be so of alternative video renditions: the styles of a source (RFC 8216bis, 4.4.6.1.1 and 6.2.4). */
final class StyleRules {

    private StyleRules() {}

    /** Every group has the same names, each once, one of them the usual one; every group is some variant's, and the other way round. */
    static void groups(String text, Findings findings) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Map<String, Integer> usual = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (String line : text.lines().toList()) {
            Tag tag = Tag.of(line);
            if (tag.attribute("TYPE").equals("VIDEO")) {
                String group = tag.attribute("GROUP-ID");
                boolean first =
                        names.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(tag.attribute("NAME"));
                findings.expect(
                        first && !tag.attribute("NAME").isEmpty(),
                        Rule.P09_STYLES_ARE_THE_SAME_IN_EACH_GROUP,
                        "a name that is there already, or none: %s",
                        tag);
                usual.merge(group, tag.attribute("DEFAULT").equals("YES") ? 1 : 0, Integer::sum);
            } else if (tag.name().equals("#EXT-X-STREAM-INF")
                    && !tag.attribute("VIDEO").isEmpty()) {
                used.add(tag.attribute("VIDEO"));
            }
        }
        findings.expect(
                names.values().stream().distinct().count() <= 1
                        && names.keySet().equals(used),
                Rule.P09_STYLES_ARE_THE_SAME_IN_EACH_GROUP,
                "groups %s, of which variants use %s",
                names,
                used);
        findings.expect(
                usual.values().stream().allMatch(count -> count == 1),
                Rule.P09_STYLES_ARE_THE_SAME_IN_EACH_GROUP,
                "usual ones by group: %s",
                usual);
    }

    /** The uris of the alternatives to a variant's own pictures, by those. */
    static Map<String, List<String>> alternatives(String text) {
        Map<String, List<String>> byGroup = new LinkedHashMap<>();
        Map<String, String> usual = new HashMap<>();
        for (String line : text.lines().toList()) {
            Tag tag = Tag.of(line);
            if (tag.attribute("TYPE").equals("VIDEO")) {
                if (tag.attribute("DEFAULT").equals("YES")) {
                    usual.put(tag.attribute("GROUP-ID"), tag.attribute("URI"));
                } else {
                    byGroup.merge(tag.attribute("GROUP-ID"), List.of(tag.attribute("URI")), StyleRules::joined);
                }
            }
        }
        Map<String, List<String>> alternatives = new LinkedHashMap<>();
        byGroup.forEach((group, uris) -> alternatives.put(usual.getOrDefault(group, ""), uris));
        return alternatives;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Two playlists as they were at about the same time: what both name has the same times, discontinuities and target. */
    static void sameMoments(String own, String other, Findings findings) {
        MediaView here = MediaView.of(own);
        MediaView there = MediaView.of(other);
        findings.expect(
                here.target() == there.target(),
                Rule.P09_STYLES_ARE_OF_THE_SAME_MOMENTS,
                "targets of %s and %s s",
                here.target(),
                there.target());
        Map<String, String> moments = moments(here);
        Map<String, String> others = moments(there);
        Set<String> both = new LinkedHashSet<>(moments.keySet());
        both.retainAll(others.keySet());
        findings.expect(
                !both.isEmpty(), Rule.P09_STYLES_ARE_OF_THE_SAME_MOMENTS, "no segment is of the same moment in both");
        moments.forEach((uri, moment) -> {
            String otherMoment = others.getOrDefault(uri, moment);
            findings.expect(
                    moment.equals(otherMoment),
                    Rule.P09_STYLES_ARE_OF_THE_SAME_MOMENTS,
                    "%s: %s and %s",
                    uri,
                    moment,
                    otherMoment);
        });
    }

    /** The air time of each segment but the first, which may begin within a cell, and how many discontinuities it is behind. */
    private static Map<String, String> moments(MediaView view) {
        long discontinuities = (long) view.number("#EXT-X-DISCONTINUITY-SEQUENCE");
        Map<String, String> moments = new LinkedHashMap<>();
        for (MediaView.Segment segment : view.segments()) {
            discontinuities += segment.discontinuity() ? 1 : 0;
            if (segment.equals(view.segments().getFirst())) {
                continue;
            }
            moments.put(segment.uri(), segment.airTime() + " behind " + discontinuities + " discontinuities");
        }
        return moments;
    }

    /** A playlist's uri from another one's folder. */
    static String relative(String from, String to) {
        String[] base = URI.create(from).getPath().split("/", -1);
        String[] path = URI.create(to).getPath().split("/", -1);
        int same = 0;
        while (same < base.length - 1 && same < path.length - 1 && base[same].equals(path[same])) {
            same++;
        }
        return "../".repeat(base.length - 1 - same)
                + String.join("/", List.of(path).subList(same, path.length));
    }
}
