package dev.brushcast.egress.conformance;

import static dev.brushcast.egress.conformance.CanariesTest.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.conformance.CanariesTest.Canary;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with date ranges is found. */
class DateRangeCanariesTest {

    static final Set<Rule> RULES = Set.of(Rule.L14_DATE_RANGES_STAY_WHAT_THEY_ARE);

    static Stream<Canary> wrong() {
        return Stream.of(
                ranges("CLASS=\"a\",START-DATE=\"2026-01-01T00:00:00Z\""),
                ranges("ID=\"a\""),
                ranges("ID=\"a\",START-DATE=\"yesterday\""),
                ranges("ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",DURATION=-1"),
                ranges("ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",SCTE35-OUT=FC00"),
                ranges("ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",SCTE35=0xFC00"),
                ranges("ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",END-DATE=\"2025-01-01T00:00:00Z\""),
                ranges("ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",END-ON-NEXT=YES"),
                ranges("ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",DURATION=1\n"
                        + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:00Z\",DURATION=2"));
    }

    private static Canary ranges(String attributes) {
        return new Canary(
                Rule.L14_DATE_RANGES_STAY_WHAT_THEY_ARE,
                "#EXT-X-INDEP",
                "#EXT-X-DATERANGE:" + attributes + "\n#EXT-X-INDEP");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongRangeIsFound(Canary canary) {
        Findings findings = new Findings();
        PlaylistRules.judge(MediaView.of(canary.in(Right.PLAYLIST)), findings);
        assertFound(findings, canary.rule());
    }

    @Test
    void aDateRangeThatBecomesAnotherIsFound() {
        Findings findings = new Findings();
        HistoryRules history = new HistoryRules(findings);
        for (String start : List.of("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z")) {
            history.judge(MediaView.of("#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"" + start + "\"\n" + Right.PLAYLIST), 0);
        }
        assertFound(findings, Rule.L14_DATE_RANGES_STAY_WHAT_THEY_ARE);
    }

    @Test
    void aDateRangeThatIsForgottenIsFound() {
        Findings findings = new Findings();
        HistoryRules history = new HistoryRules(findings);
        String range = "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:30Z\"\n";
        history.judge(MediaView.of(Right.PLAYLIST.replace("#EXT-X-INDEP", range + "#EXT-X-INDEP")), 0);
        history.judge(MediaView.of(Right.NEXT), 1);
        assertFound(findings, Rule.L14_DATE_RANGES_STAY_WHAT_THEY_ARE);
    }

    @Test
    void moreMayBecomeKnownOfADateRange() {
        Findings findings = new Findings();
        HistoryRules history = new HistoryRules(findings);
        String out = "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:30Z\",SCTE35-OUT=0xFC\n";
        String in = "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-01-01T00:00:30Z\",DURATION=5,SCTE35-IN=0xFC\n";
        MediaView first = MediaView.of(Right.PLAYLIST.replace("#EXT-X-INDEP", out + "#EXT-X-INDEP"));
        MediaView second = MediaView.of(Right.NEXT.replace("#EXT-X-INDEP", out + in + "#EXT-X-INDEP"));
        PlaylistRules.judge(second, findings);
        history.judge(first, 0);
        history.judge(second, 1);
        assertThat(findings.all()).isEmpty();
    }
}
