package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePlaylistTest {

    private static final long PART_US = 500_000;
    private static final int PARTS = 4;

    private final PlaylistWindow window = PlaylistWindow.newest(2, 60_000_000).withEdge(501_000);
    private int segments;

    @Test
    void theEdgeIsInPartsWithAHintOfTheNext() {
        window.inParts(true);
        segment();
        part();
        part();

        assertThat(window.playlist().renderLive(false, List.of(new RenditionReport("../audio/index.m3u8", 1, 1))))
                .isEqualTo("""
                        #EXTM3U
                        #EXT-X-VERSION:9
                        #EXT-X-TARGETDURATION:2
                        #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.503000,CAN-SKIP-UNTIL=12.000000
                        #EXT-X-PART-INF:PART-TARGET=0.501000
                        #EXT-X-MEDIA-SEQUENCE:0
                        #EXT-X-DISCONTINUITY-SEQUENCE:0
                        #EXT-X-INDEPENDENT-SEGMENTS
                        #EXT-X-MAP:URI="init.mp4"
                        #EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:00.000Z
                        #EXT-X-PART:DURATION=0.500000,URI="part-0-0.m4s",INDEPENDENT=YES
                        #EXT-X-PART:DURATION=0.500000,URI="part-0-1.m4s"
                        #EXT-X-PART:DURATION=0.500000,URI="part-0-2.m4s"
                        #EXT-X-PART:DURATION=0.500000,URI="part-0-3.m4s"
                        #EXTINF:2.000000,
                        0.m4s
                        #EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:02.000Z
                        #EXT-X-PART:DURATION=0.500000,URI="part-1-0.m4s",INDEPENDENT=YES
                        #EXT-X-PART:DURATION=0.500000,URI="part-1-1.m4s"
                        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-1-2.m4s"
                        #EXT-X-RENDITION-REPORT:URI="../audio/index.m3u8",LAST-MSN=1,LAST-PART=1
                        """);
    }

    @Test
    void whoPlaysSegmentsSeesNothingOfParts() {
        window.inParts(true);
        segment();
        part();

        assertThat(window.playlist().render())
                .contains("#EXT-X-VERSION:6\n", "0.m4s\n")
                .doesNotContain("PART", "SERVER-CONTROL");
    }

    @Test
    void partsAreNamedForThreeTargetDurationsFromTheEnd() {
        window.inParts(true);
        for (int i = 0; i < 10; i++) {
            segment();
        }

        assertThat(live(false)).contains("part-7-0.m4s", "part-9-3.m4s").doesNotContain("part-6-3.m4s");
        part();
        assertThat(live(false)).contains("part-7-0.m4s", "part-10-0.m4s").doesNotContain("part-6-3.m4s");
    }

    @Test
    void whatAPlayerKnowsIsSkippedWithItsMapAndTimeSaidAgain() {
        window.inParts(true);
        for (int i = 0; i < 20; i++) {
            segment();
        }

        String whole = live(false);
        String delta = live(true);
        assertThat(delta).contains("#EXT-X-MEDIA-SEQUENCE:0\n", "#EXT-X-SKIP:SKIPPED-SEGMENTS=14\n#EXT-X-MAP:URI=");
        String known =
                whole.substring(whole.indexOf("#EXT-X-MAP"), whole.indexOf("#EXT-X-PROGRAM-DATE-TIME:" + at(14)));
        assertThat(delta.replace("#EXT-X-SKIP:SKIPPED-SEGMENTS=14\n#EXT-X-MAP:URI=\"init.mp4\"\n", known))
                .isEqualTo(whole);
    }

    @Test
    void nothingIsSkippedOfAShortPlaylist() {
        window.inParts(true);
        for (int i = 0; i < 6; i++) {
            segment();
        }

        assertThat(live(true)).isEqualTo(live(false)).doesNotContain("SKIP:");
    }

    @Test
    void aPartBehindTheLastOfItsSegmentIsTheFirstOfTheNext() {
        window.inParts(true);
        segment();
        assertThat(window.playlist().has(0, 3)).isTrue();
        assertThat(window.playlist().has(0, -1)).isTrue();
        assertThat(window.playlist().has(0, 4)).isFalse();
        assertThat(window.playlist().has(1, 0)).isFalse();

        part();
        assertThat(window.playlist().has(0, 4)).isTrue();
        assertThat(window.playlist().has(1, 0)).isTrue();
        assertThat(window.playlist().has(1, 1)).isFalse();
        assertThat(window.playlist().has(1, -1)).isFalse();
        assertThat(window.playlist().lastSequence()).isEqualTo(1);
        assertThat(window.playlist().lastPart()).isZero();
    }

    @Test
    void nothingFollowsTheEnd() {
        window.inParts(true);
        segment();
        window.end();

        assertThat(live(true))
                .endsWith("0.m4s\n#EXT-X-ENDLIST\n")
                .contains("#EXT-X-SERVER-CONTROL")
                .doesNotContain("HINT");
    }

    private String live(boolean skip) {
        return window.playlist().renderLive(skip, List.of());
    }

    private static String at(int segment) {
        return Instant.EPOCH.plusSeconds(2L * segment).toString().replace("Z", ".000Z");
    }

    private void part() {
        boolean first = window.nextPart().endsWith("-0.m4s");
        window.addPart(PART_US, first, "init.mp4", Instant.EPOCH.plusSeconds(2L * segments), false);
    }

    private void segment() {
        for (int i = 0; i < PARTS; i++) {
            part();
        }
        window.add(new PlaylistEntry(
                segments + ".m4s", PARTS * PART_US, "init.mp4", Instant.EPOCH.plusSeconds(2L * segments), false));
        segments++;
    }
}
