package dev.brushcast.egress.conformance;

import static dev.brushcast.egress.conformance.CanariesTest.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renditions that differ in one point, and playlists that say something else than is so. */
class LadderCanariesTest {

    static final Set<Rule> RULES = Set.of(
            Rule.P08_NO_SEGMENT_MUCH_ABOVE_THE_BANDWIDTH,
            Rule.P08_AVERAGES_NEAR_WHAT_IS_SAID,
            Rule.P09_RENDITIONS_ARE_ALIGNED,
            Rule.P09_SIZES_HAVE_THE_SAME_KEYS,
            Rule.P09_VARIANTS_ARE_SAID_ONCE);

    private static final String VARIANT = "#EXT-X-STREAM-INF:BANDWIDTH=1000,AUDIO=\"main\"\nstyled/index.m3u8\n";
    private static final Map<Long, MediaView.Segment> ONE = Right.numbered(Right.PLAYLIST);

    private final Findings findings = new Findings();

    @Test
    void whatIsRightIsNotObjectedTo() {
        LadderRules.aligned(List.of(ONE, Right.numbered(Right.NEXT)), findings);
        LadderRules.sameKeys(List.of(ONE, Right.numbered(Right.NEXT)), findings);
        LadderRules.saidOnce(VARIANT + VARIANT.replace("main", "source"), findings);
        LadderRules.bandwidth("styled/index.m3u8", 1_200_000, 1_000_000, findings);
        LadderRules.average("styled/index.m3u8", 1_000_000, 3600, 950_000, findings);
        LadderRules.average("styled/index.m3u8", 1_000_000, 20, 10_000, findings);

        assertThat(findings.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "24.000Z, 24.040Z",
        "'#EXTINF:2.000000,\\ns12.m4s', '#EXTINF:1.960000,\\ns12.m4s'",
        "'0.500000,URI=\"p17-1.m4s\"', '0.480000,URI=\"p17-1.m4s\"'"
    })
    void renditionsThatAreNotAlignedAreFound(String right, String wrong) {
        String other = Right.PLAYLIST.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
        LadderRules.aligned(List.of(ONE, Right.numbered(other)), findings);
        assertFound(findings, Rule.P09_RENDITIONS_ARE_ALIGNED);
    }

    @Test
    void aBreakThatIsInOneRenditionOnlyIsFound() {
        LadderRules.aligned(
                List.of(ONE, Right.numbered(Right.PLAYLIST.replace("#EXT-X-DISCONTINUITY\n", ""))), findings);
        assertFound(findings, Rule.P09_RENDITIONS_ARE_ALIGNED);
    }

    @Test
    void aKeyThatIsInOneSizeOnlyIsFound() {
        String other = Right.PLAYLIST.replace("URI=\"p17-2.m4s\"", "URI=\"p17-2.m4s\",INDEPENDENT=YES");
        LadderRules.sameKeys(List.of(ONE, Right.numbered(other)), findings);
        assertFound(findings, Rule.P09_SIZES_HAVE_THE_SAME_KEYS);
    }

    @Test
    void aVariantThatIsSaidTwiceIsFound() {
        LadderRules.saidOnce(VARIANT + VARIANT, findings);
        assertFound(findings, Rule.P09_VARIANTS_ARE_SAID_ONCE);
    }

    @Test
    void aSegmentAboveTheBandwidthIsFound() {
        LadderRules.bandwidth("styled/index.m3u8", 1_300_000, 1_000_000, findings);
        assertFound(findings, Rule.P08_NO_SEGMENT_MUCH_ABOVE_THE_BANDWIDTH);
    }

    @ParameterizedTest
    @CsvSource({"1200000", "800000"})
    void anAverageThatIsAnotherThanIsSaidIsFound(double said) {
        LadderRules.average("styled/index.m3u8", 1_000_000, 3600, said, findings);
        assertFound(findings, Rule.P08_AVERAGES_NEAR_WHAT_IS_SAID);
    }
}
