package dev.brushcast.egress.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a player knows of a playlist, and puts in where an update leaves it out: segments, and no date ranges (RFC 8216bis, 4.4.5.2).
 * Confined to one thread.
 */
final class Delta {

    private static final Set<String> OF_SEGMENT =
            Set.of("#EXT-X-DISCONTINUITY", "#EXT-X-MAP", "#EXT-X-PROGRAM-DATE-TIME", "#EXTINF", "#EXT-X-GAP");

    private final TreeMap<Long, List<String>> known = new TreeMap<>();

    /** The whole playlist; keeps in mind what it says. */
    String whole(String text) {
        List<String> whole = new ArrayList<>();
        long first = 0;
        for (String line : text.lines().toList()) {
            Tag tag = Tag.of(line);
            if (tag.name().equals("#EXT-X-MEDIA-SEQUENCE")) {
                first = Long.parseLong(tag.value());
            }
            if (tag.name().equals("#EXT-X-SKIP")) {
                long skipped = (long) tag.number("SKIPPED-SEGMENTS");
                known.subMap(first, first + skipped).values().forEach(whole::addAll);
            } else {
                whole.add(line);
            }
        }
        keep(whole, first);
        return String.join("\n", whole) + "\n";
    }

    private void keep(List<String> whole, long first) {
        known.clear();
        List<String> lines = new ArrayList<>();
        String map = "";
        long number = first;
        for (String line : whole) {
            map = Tag.of(line).name().equals("#EXT-X-MAP") ? line : map;
            if (!line.startsWith("#")) {
                if (!map.isEmpty() && !lines.contains(map)) {
                    lines.addFirst(map); // the segment that it was said of may be gone by the next time
                }
                lines.add(line);
                known.put(number, List.copyOf(lines));
                number++;
                lines.clear();
            } else if (OF_SEGMENT.contains(Tag.of(line).name())) {
                lines.add(line);
            }
        }
    }
}
