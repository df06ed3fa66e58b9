package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.playlist.MultivariantPlaylist.Audio;
import dev.brushcast.egress.playlist.MultivariantPlaylist.Variant;
import dev.brushcast.egress.playlist.StyleGroups.Style;
import dev.brushcast.media.Rational;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StyleGroupsTest {

    private static final Rational RATE = new Rational(25, 1);
    private static final Audio MAIN = new Audio("main", "audio/index.m3u8", 2);
    private static final Audio SOURCE = new Audio("source", "audio-source/index.m3u8", 6);

    @Test
    void everySizeHasAGroupOfTheSameStylesWithItsOwnAsTheUsualOne() {
        MultivariantPlaylist own = new MultivariantPlaylist(
                List.of(variant("styled", MAIN, 360, 1_000), variant("styled-180p", MAIN, 180, 300)));
        MultivariantPlaylist neon = new MultivariantPlaylist(
                List.of(variant("styled", MAIN, 360, 2_000), variant("styled-180p", MAIN, 180, 200)));

        String text = StyleGroups.of(own, "Oil", List.of(new Style("Neon", "../cam-neon/", neon)))
                .render();

        assertThat(text.lines().filter(line -> line.contains("TYPE=VIDEO")))
                .containsExactly(
                        video("styles", "Oil", "YES", "styled/index.m3u8"),
                        video("styles", "Neon", "NO", "../cam-neon/styled/index.m3u8"),
                        video("styles-2", "Oil", "YES", "styled-180p/index.m3u8"),
                        video("styles-2", "Neon", "NO", "../cam-neon/styled-180p/index.m3u8"));
        assertThat(text.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
                .satisfiesExactly(
                        whole -> assertThat(whole)
                                .contains(":BANDWIDTH=2000,AVERAGE-BANDWIDTH=1000,", ",VIDEO=\"styles\","),
                        small -> assertThat(small)
                                .contains(":BANDWIDTH=300,AVERAGE-BANDWIDTH=150,", ",VIDEO=\"styles-2\","));
    }

    @Test
    void aStyleWithoutSuchASizeHasItsNextSmallerOneThere() {
        MultivariantPlaylist own = new MultivariantPlaylist(
                List.of(variant("styled", null, 360, 1_000), variant("styled-180p", null, 180, 300)));
        MultivariantPlaylist other = new MultivariantPlaylist(
                List.of(variant("styled", null, 720, 2_000), variant("styled-240p", null, 240, 500)));

        assertThat(StyleGroups.of(own, "A", List.of(new Style("B", "../b/", other)))
                        .videos())
                .extracting(MultivariantPlaylist.Video::uri)
                .containsExactly(
                        "styled/index.m3u8",
                        "../b/styled-240p/index.m3u8",
                        "styled-180p/index.m3u8",
                        "../b/styled-240p/index.m3u8");
    }

    @Test
    void whatIsSaidOfAVariantHoldsForEachStyleWithTheVariantsAudio() {
        MultivariantPlaylist own = new MultivariantPlaylist(
                List.of(variant("styled", MAIN, 180, 900), variant("styled", SOURCE, 180, 950)));
        MultivariantPlaylist other = new MultivariantPlaylist(List.of(new Variant(
                "styled/index.m3u8", MAIN, 500, 400, "avc1.640028,mp4a.40.2", 640, 360, new Rational(50, 1))));

        assertThat(StyleGroups.of(own, "A", List.of(new Style("B", "../b/", other)))
                        .variants())
                .containsExactly(
                        new Variant(
                                "styled/index.m3u8",
                                MAIN,
                                900,
                                450,
                                "avc1.640C14,mp4a.40.2,avc1.640028",
                                640,
                                360,
                                new Rational(50, 1)),
                        new Variant(
                                "styled/index.m3u8",
                                SOURCE,
                                950,
                                475,
                                "avc1.640C14,mp4a.40.2,avc1.640028",
                                640,
                                360,
                                new Rational(50, 1)));
    }

    @Test
    void withoutAnotherStyleAPlaylistStaysAsItIs() {
        MultivariantPlaylist own = new MultivariantPlaylist(List.of(variant("styled", MAIN, 180, 900)));
        assertThat(StyleGroups.of(own, "A", List.of())).isSameAs(own);
    }

    private static String video(String group, String name, String usual, String uri) {
        return "#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID=\"" + group + "\",NAME=\"" + name + "\",DEFAULT=" + usual
                + ",AUTOSELECT=" + usual + ",URI=\"" + uri + "\"";
    }

    private static Variant variant(String name, @Nullable Audio audio, int height, long bandwidth) {
        return new Variant(
                name + "/index.m3u8",
                audio,
                bandwidth,
                bandwidth / 2,
                "avc1.640C14,mp4a.40.2",
                height * 16 / 9,
                height,
                RATE);
    }
}
