package dev.brushcast.egress.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule can fail: each of these differs from what is right in one point, and is found out. */
class CanariesTest {

    private static final Set<String> OTHERS = Set.of("../audio/index.m3u8");

    @Test
    void whatIsRightIsNotObjectedTo() throws Exception {
        Findings findings = new Findings();
        PlaylistRules.judge(MediaView.of(Right.PLAYLIST), findings);
        EdgeRules.judge(MediaView.of(Right.PLAYLIST), OTHERS, findings);
        HistoryRules history = new HistoryRules(findings);
        history.judge(MediaView.of(Right.PLAYLIST), 0);
        history.judge(MediaView.of(Right.NEXT), 1);
        MultivariantRules.judge(Right.INDEX, findings);
        HttpRules.judge(new PaperOrigin(), PaperOrigin.PLAYLIST, findings);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void everyRuleHasOne() {
        Set<Rule> shown = Stream.of(
                        playlists().map(Canary::rule),
                        edges().map(Canary::rule),
                        histories().map(Canary::rule),
                        indexes().map(Canary::rule),
                        answers().map(Answered::rule),
                        DateRangeCanariesTest.RULES.stream(),
                        LadderCanariesTest.RULES.stream(),
                        StyleCanariesTest.RULES.stream(),
                        MediaCanariesTest.RULES.stream(),
                        ViewerCanariesTest.RULES.stream())
                .flatMap(rules -> rules)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));

        assertThat(Arrays.stream(Rule.values()).filter(rule -> !shown.contains(rule)))
                .isEmpty();
    }

    /** A line of what is right, and what stands there instead. */
    record Canary(Rule rule, String right, String wrong) {

        String in(String text) {
            assertThat(text).contains(right);
            return text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        }
    }

    static Stream<Canary> playlists() {
        return Stream.of(
                new Canary(Rule.P01_BEGINS_AS_A_PLAYLIST_OF_KNOWN_TAGS, "#EXTM3U\n", "#EXTM3U8\n"),
                new Canary(
                        Rule.P01_BEGINS_AS_A_PLAYLIST_OF_KNOWN_TAGS, "#EXT-X-INDEP", "#EXT-X-KEYFRAMES\n#EXT-X-INDEP"),
                new Canary(Rule.P02_VERSION_COVERS_WHAT_IS_USED, "VERSION:9", "VERSION:3"),
                new Canary(
                        Rule.P03_NO_TAG_TWICE_THAT_MAY_STAND_ONCE,
                        "#EXT-X-VERSION:9\n",
                        "#EXT-X-VERSION:9\n#EXT-X-VERSION:9\n"),
                new Canary(Rule.P04_SEQUENCES_BEFORE_SEGMENTS, "#EXT-X-DISCONTINUITY-SEQUENCE:1\n", ""),
                new Canary(Rule.P05_INDEPENDENT_SEGMENTS, "#EXT-X-INDEPENDENT-SEGMENTS\n", ""),
                new Canary(Rule.L01_NO_SEGMENT_BEYOND_THE_TARGET, "#EXTINF:2.000000,\ns13", "#EXTINF:2.600000,\ns13"),
                new Canary(Rule.L01_NO_SEGMENT_BEYOND_THE_TARGET, "DURATION:2\n", "DURATION:2.5\n"),
                new Canary(Rule.L05_A_NEW_MAP_AFTER_A_DISCONTINUITY_ONLY, "#EXT-X-DISCONTINUITY\n", ""),
                new Canary(Rule.L06_AIR_TIMES_AGREE_WITH_DURATIONS, "00:00:24.000Z", "00:00:24.060Z"),
                new Canary(
                        Rule.L06_AIR_TIMES_AGREE_WITH_DURATIONS,
                        "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:24.000Z\n",
                        ""),
                new Canary(Rule.LL17_AIR_TIMES_AT_THE_EDGE, "#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:38.000Z\n", ""),
                new Canary(Rule.L12_NO_URI_TWICE, "s13.m4s", "s12.m4s"),
                new Canary(
                        Rule.L13_NOTHING_AFTER_THE_END,
                        "#EXT-X-INDEPENDENT-SEGMENTS\n",
                        "#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-ENDLIST\n"));
    }

    @ParameterizedTest
    @MethodSource("playlists")
    void aWrongPlaylistIsFound(Canary canary) {
        Findings findings = new Findings();
        PlaylistRules.judge(MediaView.of(canary.in(Right.PLAYLIST)), findings);
        assertFound(findings, canary.rule());
    }

    static Stream<Canary> edges() {
        return Stream.of(
                new Canary(Rule.LL02_SERVER_CONTROL_THERE_AND_ALWAYS_THE_SAME, "CAN-BLOCK-RELOAD=YES,", ""),
                new Canary(Rule.LL03_PART_HOLD_BACK_OF_THREE_PARTS, "HOLD-BACK=1.500000", "HOLD-BACK=1.250000"),
                new Canary(Rule.LL04_HOLD_BACK_AND_SKIP_FAR_ENOUGH, "UNTIL=12.000000", "UNTIL=11.000000"),
                new Canary(Rule.LL04_HOLD_BACK_AND_SKIP_FAR_ENOUGH, "UNTIL=12.000000", "UNTIL=12.000000,HOLD-BACK=5"),
                new Canary(
                        Rule.LL05_PARTS_ARE_FULL_AND_NOT_TOO_LONG,
                        "0.500000,URI=\"p19-1.m4s\"",
                        "0.510000,URI=\"p19-1.m4s\""),
                new Canary(
                        Rule.LL05_PARTS_ARE_FULL_AND_NOT_TOO_LONG,
                        "0.500000,URI=\"p18-1.m4s\"",
                        "0.420000,URI=\"p18-1.m4s\""),
                new Canary(Rule.LL07_PARTS_ARE_THE_SEGMENT, "0.500000,URI=\"p18-3.m4s\"", "0.450000,URI=\"p18-3.m4s\""),
                new Canary(
                        Rule.LL08_OLD_PARTS_ARE_NOT_NAMED,
                        "#EXTINF:2.000000,\ns14",
                        "#EXT-X-PART:DURATION=2,URI=\"p14-0.m4s\",INDEPENDENT=YES\n#EXTINF:2.000000,\ns14"),
                new Canary(Rule.LL08_OLD_PARTS_ARE_NOT_NAMED, Right.parts(18, 4), ""),
                new Canary(Rule.LL09_ONE_HINT_THAT_COMES_TRUE, "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p19-2.m4s\"\n", ""),
                new Canary(Rule.LL09_ONE_HINT_THAT_COMES_TRUE, "PART,URI=\"p19-2.m4s\"", "PART,URI=\"p19-1.m4s\""),
                new Canary(
                        Rule.LL10_REPORTS_ON_ALL_OTHERS,
                        "#EXT-X-RENDITION-REPORT:URI=\"../audio/index.m3u8\",LAST-MSN=19,LAST-PART=1\n",
                        ""),
                new Canary(Rule.LL10_REPORTS_ON_ALL_OTHERS, ",LAST-PART=1", ""));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void aWrongEdgeIsFound(Canary canary) {
        Findings findings = new Findings();
        EdgeRules.judge(MediaView.of(canary.in(Right.PLAYLIST)), OTHERS, findings);
        assertFound(findings, canary.rule());
    }

    static Stream<Canary> histories() {
        return Stream.of(
                new Canary(Rule.L02_TARGET_NEVER_CHANGES, "TARGETDURATION:2", "TARGETDURATION:3"),
                new Canary(Rule.LL01_PART_TARGET_NEVER_CHANGES, "TARGET=0.500000", "TARGET=0.520000"),
                new Canary(Rule.LL02_SERVER_CONTROL_THERE_AND_ALWAYS_THE_SAME, "UNTIL=12", "UNTIL=13"),
                new Canary(Rule.L03_A_SEQUENCE_NUMBER_STAYS_WITH_ITS_SEGMENT, "s15.m4s", "t15.m4s"),
                new Canary(Rule.L03_A_SEQUENCE_NUMBER_STAYS_WITH_ITS_SEGMENT, "SEQUENCE:11\n", "SEQUENCE:9\n"),
                new Canary(
                        Rule.L03_A_SEQUENCE_NUMBER_STAYS_WITH_ITS_SEGMENT,
                        "0.500000,URI=\"p19-0.m4s\"",
                        "0.400000,URI=\"p19-0.m4s\""),
                new Canary(
                        Rule.L04_DISCONTINUITIES_THAT_LEAVE_ARE_COUNTED,
                        "DISCONTINUITY-SEQUENCE:1\n",
                        "DISCONTINUITY-SEQUENCE:2\n"),
                new Canary(Rule.L07_A_WINDOW_OF_THREE_TARGETS, Right.segments(11, 16), ""),
                new Canary(Rule.LL09_ONE_HINT_THAT_COMES_TRUE, "URI=\"p19-2.m4s\"", "URI=\"q19-2.m4s\""));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aWrongChangeIsFound(Canary canary) {
        Findings findings = new Findings();
        HistoryRules history = new HistoryRules(findings);
        history.judge(MediaView.of(Right.PLAYLIST), 0);
        history.judge(MediaView.of(canary.in(Right.NEXT)), 1);
        assertFound(findings, canary.rule());
    }

    @Test
    void whatStandsStillIsFound() {
        Findings findings = new Findings();
        HistoryRules history = new HistoryRules(findings);
        history.judge(MediaView.of(Right.PLAYLIST), 0);
        history.judge(MediaView.of(Right.PLAYLIST), 3.5);
        assertFound(findings, Rule.L11_FRESH);
    }

    @Test
    void whatGoesOnAfterItsEndIsFound() {
        Findings findings = new Findings();
        HistoryRules history = new HistoryRules(findings);
        history.judge(MediaView.of(Right.PLAYLIST + "#EXT-X-ENDLIST\n"), 0);
        history.judge(MediaView.of(Right.NEXT), 1);
        assertFound(findings, Rule.L13_NOTHING_AFTER_THE_END);
    }

    static Stream<Canary> indexes() {
        return Stream.of(
                new Canary(Rule.P05_INDEPENDENT_SEGMENTS, "#EXT-X-INDEPENDENT-SEGMENTS\n", ""),
                new Canary(Rule.P06_VARIANTS_SAY_ALL_ABOUT_THEM, "AVERAGE-BANDWIDTH=1000,", ""),
                new Canary(Rule.P06_VARIANTS_SAY_ALL_ABOUT_THEM, ",mp4a.40.2", ""),
                new Canary(Rule.P12_CAPTIONS_ARE_DECLARED, ",CLOSED-CAPTIONS=NONE", ""),
                new Canary(Rule.P12_CAPTIONS_ARE_DECLARED, "CLOSED-CAPTIONS=NONE", "CLOSED-CAPTIONS=\"cc\""),
                new Canary(Rule.P12_CAPTIONS_ARE_DECLARED, "CLOSED-CAPTIONS=NONE", "CLOSED-CAPTIONS=\"audio\""),
                captions("CC5\""),
                captions("CC1\",URI=\"cc/index.m3u8\""));
    }

    private static Canary captions(String instream) {
        return new Canary(
                Rule.P12_CAPTIONS_ARE_DECLARED,
                "#EXT-X-STREAM-INF:",
                "#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"cc\",NAME=\"CC1\",INSTREAM-ID=\"" + instream
                        + "\n#EXT-X-STREAM-INF:");
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void aWrongIndexIsFound(Canary canary) {
        Findings findings = new Findings();
        MultivariantRules.judge(canary.in(Right.INDEX), findings);
        assertFound(findings, canary.rule());
    }

    /** What a server is asked, and what it answers instead of what is right. */
    record Answered(Rule rule, String path, PaperOrigin.Change change) {}

    static Stream<Answered> answers() {
        return Stream.of(
                new Answered(Rule.LL13_WAITS_FOR_WHAT_IS_ASKED, "?_HLS_part=1", PaperOrigin.status(200)),
                new Answered(Rule.LL14_REFUSES_WHAT_IS_FAR, "?_HLS_msn=23", PaperOrigin.status(200)),
                new Answered(Rule.LL14_REFUSES_WHAT_IS_FAR, "_HLS_part=70", PaperOrigin.status(503)),
                new Answered(Rule.LL15_ANSWERS_AT_ONCE_WHAT_IS_THERE, "_HLS_part=0", PaperOrigin.seconds(2.5)),
                new Answered(Rule.LL16_IGNORES_WHAT_IT_DOES_NOT_KNOW, "_HLS_other", PaperOrigin.status(400)),
                new Answered(
                        Rule.H01_CONTENT_TYPES,
                        "index.m3u8",
                        PaperOrigin.header("content-type", "application/x-mpegURL")),
                new Answered(Rule.H01_CONTENT_TYPES, "p18-0.m4s", PaperOrigin.header("content-type", "text/plain")),
                new Answered(Rule.H02_PLAYLISTS_PACKED, "index.m3u8", PaperOrigin.header("content-encoding", "")),
                new Answered(
                        Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD,
                        "index.m3u8",
                        PaperOrigin.header("cache-control", "max-age=60")),
                new Answered(
                        Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD,
                        "s18.m4s",
                        PaperOrigin.header("cache-control", "no-cache")),
                new Answered(
                        Rule.H05_CACHED_AS_LONG_AS_THEY_HOLD,
                        "no-such",
                        PaperOrigin.header("cache-control", "max-age=60")),
                new Answered(Rule.H07_NO_REDIRECTS, "s18.m4s", PaperOrigin.status(302)),
                new Answered(Rule.H09_LENGTHS_AND_RANGES, "p18-0.m4s", PaperOrigin.header("content-length", "")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aWrongAnswerIsFound(Answered answered) throws Exception {
        Findings findings = new Findings();
        HttpRules.judge(new PaperOrigin(answered.path(), answered.change()), PaperOrigin.PLAYLIST, findings);
        assertFound(findings, answered.rule());
    }

    static void assertFound(Findings findings, Rule rule) {
        assertThat(findings.all()).extracting(Violation::rule).contains(rule);
    }
}
