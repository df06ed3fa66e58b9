package dev.brushcast.egress.conformance;

import static dev.brushcast.egress.conformance.CanariesTest.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Styles that differ in more than the picture, and groups of them that do not agree. */
class StyleCanariesTest {

    static final Set<Rule> RULES =
            Set.of(Rule.P09_STYLES_ARE_THE_SAME_IN_EACH_GROUP, Rule.P09_STYLES_ARE_OF_THE_SAME_MOMENTS);

    private static final String GROUPS = """
            #EXTM3U
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="main",NAME="Audio",DEFAULT=YES,URI="audio/index.m3u8"
            #EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="styles",NAME="Oil",DEFAULT=YES,URI="styled/index.m3u8"
            #EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="styles",NAME="Neon",DEFAULT=NO,URI="../b/styled/index.m3u8"
            #EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="small",NAME="Oil",DEFAULT=YES,URI="styled-180p/index.m3u8"
            #EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="small",NAME="Neon",DEFAULT=NO,URI="../b/styled-180p/index.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=1000,AUDIO="main",VIDEO="styles"
            styled/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=500,AUDIO="main",VIDEO="small"
            styled-180p/index.m3u8
            """;

    private final Findings findings = new Findings();

    @Test
    void whatIsRightIsNotObjectedTo() {
        StyleRules.groups(GROUPS, findings);
        StyleRules.groups(Right.INDEX, findings);
        StyleRules.sameMoments(Right.PLAYLIST, Right.NEXT, findings);
        StyleRules.sameMoments(Right.PLAYLIST, Right.PLAYLIST.replace("SEQUENCE:10", "SEQUENCE:0"), findings);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void alternativesAreFoundByWhatTheyStandFor() {
        assertThat(StyleRules.alternatives(GROUPS))
                .isEqualTo(Map.of(
                        "styled/index.m3u8", List.of("../b/styled/index.m3u8"),
                        "styled-180p/index.m3u8", List.of("../b/styled-180p/index.m3u8")));
        assertThat(StyleRules.relative("/streams/a/styled/index.m3u8", "/streams/b/styled/index.m3u8"))
                .isEqualTo("../../b/styled/index.m3u8");
        assertThat(StyleRules.relative("/styled/index.m3u8", "/audio/index.m3u8"))
                .isEqualTo("../audio/index.m3u8");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"small\",NAME=\"Neon\"', '\"small\",NAME=\"Ink\"'",
        "'\"small\",NAME=\"Neon\"', '\"small\",NAME=\"Oil\"'",
        "'NAME=\"Neon\",DEFAULT=NO,URI=\"../b/styled/', 'NAME=\"Neon\",DEFAULT=YES,URI=\"../b/styled/'",
        "'NAME=\"Oil\",DEFAULT=YES,URI=\"styled/', 'NAME=\"Oil\",DEFAULT=NO,URI=\"styled/'",
        "',VIDEO=\"small\"', ''",
        "'VIDEO=\"small\"', 'VIDEO=\"other\"'"
    })
    void groupsThatDoNotAgreeAreFound(String right, String wrong) {
        StyleRules.groups(GROUPS.replace(right, wrong), findings);
        assertFound(findings, Rule.P09_STYLES_ARE_THE_SAME_IN_EACH_GROUP);
    }

    @ParameterizedTest
    @CsvSource({
        "00:24.000Z, 00:24.040Z",
        "DISCONTINUITY-SEQUENCE:1, DISCONTINUITY-SEQUENCE:2",
        "TARGETDURATION:2, TARGETDURATION:3",
        ".m4s, .mp4"
    })
    void aStyleOfOtherMomentsIsFound(String right, String wrong) {
        StyleRules.sameMoments(Right.PLAYLIST, Right.PLAYLIST.replace(right, wrong), findings);
        assertFound(findings, Rule.P09_STYLES_ARE_OF_THE_SAME_MOMENTS);
    }
}
