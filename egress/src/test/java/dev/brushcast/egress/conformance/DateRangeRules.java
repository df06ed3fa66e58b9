package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Segment;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be so of date ranges (RFC 8216bis, 4.4.5.1): in one playlist, and from one reading to the next. Several tags may say
 * something of one range, as long as they do not contradict each other. Confined to one thread.
 */
final class DateRangeRules {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern HEX = Pattern.compile("0x([0-9A-F]{2})+");
    private static final Pattern OWN = Pattern.compile("X-[A-Z0-9-]+");
    private static final Map<String, Pattern> FORMS = Map.of(
            "PLANNED-DURATION", NUMBER,
            "DURATION", NUMBER,
            "SCTE35-OUT", HEX,
            "SCTE35-IN", HEX,
            "SCTE35-CMD", HEX,
            "END-ON-NEXT", Pattern.compile("YES"));
    private static final List<String> OTHERS = List.of("ID", "CLASS", "START-DATE", "END-DATE", "CUE");

    private final Findings findings;
    private final Map<String, Map<String, String>> known = new HashMap<>();

    DateRangeRules(Findings findings) {
        this.findings = findings;
    }

    static void judge(MediaView playlist, Findings findings) {
        Map<String, Map<String, String>> ranges = new HashMap<>();
        playlist.tags("#EXT-X-DATERANGE").forEach(tag -> {
            form(tag, findings);
            merge(ranges, tag, findings);
        });
        ranges.values().forEach(range -> whole(range, findings));
    }

    private static void form(Tag tag, Findings findings) {
        expect(findings, !tag.attribute("ID").isEmpty(), "a range without an id: %s", tag.value());
        tag.attributes()
                .forEach((name, value) -> expect(
                        findings,
                        FORMS.containsKey(name)
                                ? FORMS.get(name).matcher(value).matches()
                                : OTHERS.contains(name) || OWN.matcher(name).matches(),
                        "%s=%s",
                        name,
                        value));
    }

    private static void whole(Map<String, String> range, Findings findings) {
        Optional<Instant> start = instant(range.get("START-DATE"));
        expect(findings, start.isPresent(), "%s has no start", id(range));
        if (range.containsKey("END-DATE")) {
            Optional<Instant> end = instant(range.get("END-DATE"));
            expect(
                    findings,
                    end.isPresent() && start.isPresent() && !end.get().isBefore(start.get()),
                    "%s ends before it begins",
                    id(range));
        }
        if (range.containsKey("END-ON-NEXT")) {
            expect(
                    findings,
                    range.containsKey("CLASS") && !range.containsKey("DURATION") && !range.containsKey("END-DATE"),
                    "%s ends with the next one of no class, or by itself",
                    id(range));
        }
    }

    /** The next reading, whole: nothing that was said changes, nothing is forgotten that begins in the playlist. */
    void judge(MediaView playlist) {
        Map<String, Map<String, String>> now = new HashMap<>();
        playlist.tags("#EXT-X-DATERANGE").forEach(tag -> {
            merge(now, tag, findings);
            merge(known, tag, findings);
        });
        Optional<Instant> first = playlist.all().stream().findFirst().flatMap(Segment::airTime);
        for (String id : new ArrayList<>(known.keySet())) {
            if (!now.containsKey(id)) {
                Optional<Instant> start =
                        instant(known.getOrDefault(id, Map.of()).get("START-DATE"));
                known.remove(id);
                expect(
                        findings,
                        first.isEmpty() || start.isEmpty() || start.get().isBefore(first.get()),
                        "%s is gone",
                        id);
            }
        }
    }

    private static void merge(Map<String, Map<String, String>> ranges, Tag tag, Findings findings) {
        Map<String, String> range = ranges.computeIfAbsent(tag.attribute("ID"), _ -> new HashMap<>());
        tag.attributes().forEach((name, value) -> {
            String was = range.putIfAbsent(name, value);
            expect(findings, was == null || was.equals(value), "%s of %s: %s and %s", name, id(range), was, value);
        });
    }

    private static String id(Map<String, String> range) {
        return range.getOrDefault("ID", "");
    }

    private static Optional<Instant> instant(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static void expect(Findings findings, boolean holds, String what, Object... of) {
        findings.expect(holds, Rule.L14_DATE_RANGES_STAY_WHAT_THEY_ARE, what, of);
    }
}
