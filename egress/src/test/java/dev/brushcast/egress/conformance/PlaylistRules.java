package dev.brushcast.egress.conformance;

import dev.brushcast.egress.conformance.MediaView.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be so of every media playlist by itself. */
final class PlaylistRules {

    private static final Set<String> KNOWN = Set.of(
            "#EXTM3U",
            "#EXT-X-VERSION",
            "#EXTINF",
            "#EXT-X-BYTERANGE",
            "#EXT-X-DISCONTINUITY",
            "#EXT-X-MAP",
            "#EXT-X-PROGRAM-DATE-TIME",
            "#EXT-X-DATERANGE",
            "#EXT-X-GAP",
            "#EXT-X-BITRATE",
            "#EXT-X-PART",
            "#EXT-X-TARGETDURATION",
            "#EXT-X-MEDIA-SEQUENCE",
            "#EXT-X-DISCONTINUITY-SEQUENCE",
            "#EXT-X-ENDLIST",
            "#EXT-X-PLAYLIST-TYPE",
            "#EXT-X-PART-INF",
            "#EXT-X-SERVER-CONTROL",
            "#EXT-X-PRELOAD-HINT",
            "#EXT-X-RENDITION-REPORT",
            "#EXT-X-SKIP",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-START",
            "#EXT-X-DEFINE");
    private static final List<String> ONCE = List.of(
            "#EXTM3U",
            "#EXT-X-VERSION",
            "#EXT-X-TARGETDURATION",
            "#EXT-X-MEDIA-SEQUENCE",
            "#EXT-X-DISCONTINUITY-SEQUENCE",
            "#EXT-X-PLAYLIST-TYPE",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-PART-INF",
            "#EXT-X-SERVER-CONTROL",
            "#EXT-X-SKIP",
            "#EXT-X-ENDLIST");
    private static final Set<String> SEGMENTS = Set.of("#EXTINF", "#EXT-X-PART", "#EXT-X-SKIP");
    private static final double FRAME_SECONDS = 0.042;

    private final MediaView playlist;
    private final Findings findings;

    private PlaylistRules(MediaView playlist, Findings findings) {
        this.playlist = playlist;
        this.findings = findings;
    }

    static void judge(MediaView playlist, Findings findings) {
        PlaylistRules rules = new PlaylistRules(playlist, findings);
        rules.syntax();
        rules.order();
        rules.durations();
        rules.airTimes();
        rules.maps();
        rules.uris();
        DateRangeRules.judge(playlist, findings);
        rules.end();
    }

    private void syntax() {
        findings.expect(
                !playlist.lines().isEmpty() && playlist.lines().getFirst().equals("#EXTM3U"),
                Rule.P01_BEGINS_AS_A_PLAYLIST_OF_KNOWN_TAGS,
                "the first line is not #EXTM3U");
        for (Tag tag : playlist.tags()) {
            findings.expect(KNOWN.contains(tag.name()), Rule.P01_BEGINS_AS_A_PLAYLIST_OF_KNOWN_TAGS, "%s", tag.name());
        }
        for (String name : ONCE) {
            findings.expect(playlist.tags(name).count() <= 1, Rule.P03_NO_TAG_TWICE_THAT_MAY_STAND_ONCE, "%s", name);
        }
        int needed = 3;
        needed = playlist.tag("#EXT-X-MAP").isPresent() ? 6 : needed;
        needed = playlist.tag("#EXT-X-SKIP").isPresent() ? 9 : needed;
        boolean dateRanges =
                playlist.tags("#EXT-X-SKIP").anyMatch(tag -> tag.value().contains("DATERANGES"));
        needed = dateRanges ? 10 : needed;
        findings.expect(
                playlist.number("#EXT-X-VERSION") >= needed,
                Rule.P02_VERSION_COVERS_WHAT_IS_USED,
                "needs version %d",
                needed);
    }

    private void order() {
        int first = 0;
        while (first < playlist.tags().size()
                && !SEGMENTS.contains(playlist.tags().get(first).name())) {
            first++;
        }
        for (String name : List.of("#EXT-X-MEDIA-SEQUENCE", "#EXT-X-DISCONTINUITY-SEQUENCE")) {
            findings.expect(
                    playlist.tags().subList(0, first).stream()
                            .anyMatch(tag -> tag.name().equals(name)),
                    Rule.P04_SEQUENCES_BEFORE_SEGMENTS,
                    "%s",
                    name);
        }
        findings.expect(
                playlist.tag("#EXT-X-INDEPENDENT-SEGMENTS").isPresent(), Rule.P05_INDEPENDENT_SEGMENTS, "not said");
    }

    private void durations() {
        double target = playlist.target();
        for (Segment segment : playlist.segments()) {
            findings.expect(
                    Math.round(segment.seconds()) <= target,
                    Rule.L01_NO_SEGMENT_BEYOND_THE_TARGET,
                    "%s: %f of %f",
                    segment.uri(),
                    segment.seconds(),
                    target);
        }
        findings.expect(
                target > 0 && target == Math.rint(target), Rule.L01_NO_SEGMENT_BEYOND_THE_TARGET, "target %f", target);
    }

    private void airTimes() {
        Optional<Instant> expected = Optional.empty();
        for (Segment segment : playlist.all()) {
            if (segment.airTime().isEmpty()) {
                findings.add(
                        segment.uri().isEmpty()
                                ? Rule.LL17_AIR_TIMES_AT_THE_EDGE
                                : Rule.L06_AIR_TIMES_AGREE_WITH_DURATIONS,
                        "segment %d has none",
                        segment.number());
                return;
            }
            Instant airTime = segment.airTime().get();
            boolean agrees =
                    segment.discontinuity() || expected.isEmpty() || seconds(expected.get(), airTime) < FRAME_SECONDS;
            findings.expect(
                    agrees,
                    Rule.L06_AIR_TIMES_AGREE_WITH_DURATIONS,
                    "segment %d at %s, expected at %s",
                    segment.number(),
                    airTime,
                    expected.map(Instant::toString).orElse(""));
            expected = Optional.of(airTime.plusNanos(Math.round(segment.seconds() * 1e9)));
        }
    }

    private static double seconds(Instant one, Instant other) {
        return Duration.between(one, other).abs().toNanos() / 1e9;
    }

    private void maps() {
        String map = "";
        for (Segment segment : playlist.all()) {
            findings.expect(
                    map.isEmpty() || segment.map().equals(map) || segment.discontinuity(),
                    Rule.L05_A_NEW_MAP_AFTER_A_DISCONTINUITY_ONLY,
                    "segment %d: %s",
                    segment.number(),
                    segment.map());
            map = segment.map();
        }
    }

    private void uris() {
        Set<String> seen = new HashSet<>();
        playlist.segments()
                .forEach(segment ->
                        findings.expect(seen.add(segment.uri()), Rule.L12_NO_URI_TWICE, "%s", segment.uri()));
        playlist.parts()
                .forEach(part -> findings.expect(seen.add(part.uri()), Rule.L12_NO_URI_TWICE, "%s", part.uri()));
    }

    private void end() {
        if (playlist.ended()) {
            findings.expect(
                    playlist.lines().getLast().equals("#EXT-X-ENDLIST")
                            && playlist.hint().isEmpty(),
                    Rule.L13_NOTHING_AFTER_THE_END,
                    "%s, hint %s",
                    playlist.lines().getLast(),
                    playlist.hint().orElse("none"));
        }
    }
}
