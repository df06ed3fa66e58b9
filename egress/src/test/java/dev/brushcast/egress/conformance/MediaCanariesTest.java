package dev.brushcast.egress.conformance;

import static dev.brushcast.egress.conformance.CanariesTest.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Media that differ from what is right in one point. */
class MediaCanariesTest {

    static final Set<Rule> RULES = Set.of(
            Rule.P07_CODECS_AS_IN_THE_MEDIA,
            Rule.L09_TIMES_IN_THE_MEDIA_GO_ON_AS_THE_PLAYLIST_SAYS,
            Rule.L15_SEGMENTS_ARE_FRAGMENTS,
            Rule.LL06_INDEPENDENT_IS_WHAT_BEGINS_WITH_A_KEY);

    private final Findings findings = new Findings();

    @Test
    void whatIsRightIsNotObjectedTo() throws IOException {
        judge(Map.of());
        CodecRules.judge("styled", PaperMedia.CODEC + ",mp4a.40.2", PaperMedia.init(), findings);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void aHoleInTimeIsFound() throws IOException {
        judge(Map.of("s17.m4s", PaperMedia.segment(18)));
        assertFound(findings, Rule.L09_TIMES_IN_THE_MEDIA_GO_ON_AS_THE_PLAYLIST_SAYS);
    }

    @Test
    void aSegmentThatIsShorterThanThePlaylistSaysIsFound() throws IOException {
        byte[] part = PaperMedia.part(17, 0);
        judge(Map.of("s17.m4s", Arrays.copyOf(PaperMedia.segment(17), 3 * part.length)));
        assertFound(findings, Rule.L09_TIMES_IN_THE_MEDIA_GO_ON_AS_THE_PLAYLIST_SAYS);
        assertFound(findings, Rule.LL07_PARTS_ARE_THE_SEGMENT);
    }

    @Test
    void aSegmentThatIsCutOffIsFound() throws IOException {
        judge(Map.of("s17.m4s", Arrays.copyOf(PaperMedia.segment(17), PaperMedia.segment(17).length - 1)));
        assertFound(findings, Rule.L15_SEGMENTS_ARE_FRAGMENTS);
    }

    @Test
    void aSegmentWithoutAKeyIsFound() throws IOException {
        judge(Map.of("s17.m4s", PaperMedia.part(17L * PaperMedia.PARTS * PaperMedia.PART, false, 20)));
        assertFound(findings, Rule.P05_INDEPENDENT_SEGMENTS);
    }

    @Test
    void aPartThatIsCalledIndependentAndIsNotIsFound() throws IOException {
        judge(Map.of("p17-0.m4s", PaperMedia.part(17L * PaperMedia.PARTS * PaperMedia.PART, false, 5)));
        assertFound(findings, Rule.LL06_INDEPENDENT_IS_WHAT_BEGINS_WITH_A_KEY);
    }

    @Test
    void aPartThatIsIndependentAndNotCalledSoIsFound() throws IOException {
        judge(Map.of("p17-1.m4s", PaperMedia.part(0, true, 5)));
        assertFound(findings, Rule.LL06_INDEPENDENT_IS_WHAT_BEGINS_WITH_A_KEY);
    }

    @Test
    void anotherCodecThanInTheMediaIsFound() {
        CodecRules.judge("styled", "avc1.42c01f", PaperMedia.init(), findings);
        assertFound(findings, Rule.P07_CODECS_AS_IN_THE_MEDIA);
    }

    private void judge(Map<String, byte[]> instead) throws IOException {
        MediaRules rules = new MediaRules(findings);
        List<MediaView.Segment> segments = MediaView.of(Right.PLAYLIST).segments();
        for (MediaView.Segment segment : segments) {
            rules.judge(segment, uri -> instead.getOrDefault(uri, PaperMedia.of(uri)));
        }
    }
}
