package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MultivariantTest {

    private static final long SECOND_US = 1_000_000;
    private static final EpochInfo EPOCH = new EpochInfo(1, 0, 640, 360, new Rational(25, 1), true);

    @TempDir
    private Path folder;

    @Test
    void everySizeIsThereWithEverySoundAndPlayersBeginWithTheWholePicture() throws IOException {
        Multivariant multivariant = multivariant();
        RenditionListener main = multivariant.audio("main", "audio/index.m3u8");
        RenditionListener source = multivariant.audio("source", "audio-source/index.m3u8");
        RenditionListener small = multivariant.smaller("styled-180p/index.m3u8");
        main.published(sound("mp4a.40.2"), segment(1_000, true));
        source.published(sound("ac-3"), segment(2_000, true));
        small.published(pictures(320, 180), segment(10_000, true));
        multivariant.pictures().published(pictures(640, 360), segment(40_000, true));

        assertThat(lines("#EXT-X-MEDIA")).hasSize(2);
        assertThat(lines("#EXT-X-STREAM-INF"))
                .satisfiesExactly(
                        whole -> assertThat(whole).contains(":BANDWIDTH=328000,", "640x360", "AUDIO=\"main\""),
                        rung -> assertThat(rung).contains(":BANDWIDTH=88000,", "320x180", "AUDIO=\"main\""),
                        whole -> assertThat(whole).contains(":BANDWIDTH=336000,", "640x360", "AUDIO=\"source\""),
                        rung -> assertThat(rung).contains(":BANDWIDTH=96000,", "320x180", "AUDIO=\"source\""));
        assertThat(lines("styled"))
                .containsExactly(
                        "styled/index.m3u8", "styled-180p/index.m3u8", "styled/index.m3u8", "styled-180p/index.m3u8");
    }

    @Test
    void thatOfAnEarlierRunStaysUntilThisOneHasComeAsFar() throws IOException {
        goesOn("styled");
        Files.writeString(folder.resolve("index.m3u8"), "old");
        Multivariant multivariant = multivariant();
        RenditionListener small = multivariant.smaller("styled-180p/index.m3u8");
        small.published(pictures(320, 180), segment(10_000, false));
        multivariant.pictures().published(pictures(640, 360), segment(40_000, false));
        assertThat(folder.resolve("index.m3u8")).hasContent("old");

        small.published(pictures(320, 180), segment(10_000, true));
        multivariant.pictures().published(pictures(640, 360), segment(40_000, true));
        assertThat(lines("styled")).containsExactly("styled/index.m3u8", "styled-180p/index.m3u8");
    }

    @Test
    void aRungThatIsGoneIsRemovedOnceNoPlaylistNamesItAndNothingElseIs() throws IOException {
        goesOn("styled");
        goesOn("styled-90p");
        goesOn("styled-720p");
        Files.writeString(folder.resolve("styled-720p/notes.txt"), "mine");
        goesOn("styled-180p");
        goesOn("styled-old");
        Multivariant multivariant = multivariant();
        multivariant.pictures().published(pictures(640, 360), segment(40_000, false));
        assertThat(folder.resolve("styled-90p/index.m3u8")).exists();

        multivariant.pictures().published(pictures(640, 360), segment(40_000, true));
        assertThat(folder.resolve("styled-90p")).doesNotExist();
        assertThat(folder.resolve("styled-720p")).isDirectoryContaining("glob:**notes.txt");
        assertThat(folder.resolve("styled-720p/index.m3u8")).doesNotExist();
        for (String kept : List.of("styled", "styled-180p", "styled-old")) {
            assertThat(folder.resolve(kept).resolve("index.m3u8")).exists();
        }
    }

    private Multivariant multivariant() {
        FormerRenditions former =
                new FormerRenditions(folder, Pattern.compile("styled-[0-9]{1,4}p"), Set.of("styled-180p"));
        return new Multivariant(folder.resolve("index.m3u8"), "styled/index.m3u8", former, _ -> {});
    }

    private void goesOn(String name) throws IOException {
        Path rendition = Files.createDirectory(folder.resolve(name));
        Files.writeString(rendition.resolve("index.m3u8"), "#EXTM3U\ne1-abc-segment-00003.m4s\n");
        Files.writeString(rendition.resolve("e1-abc-segment-00003.m4s"), "media");
    }

    private static Initialisation pictures(int width, int height) {
        return new Initialisation(EPOCH, new byte[1], "avc1.64001f", 0, width, height);
    }

    private static Initialisation sound(String codec) {
        return new Initialisation(EPOCH, new byte[1], codec, 2, 0, 0);
    }

    private static WholeSegment segment(int bytes, boolean named) {
        return new WholeSegment(bytes, SECOND_US, 25, named, Set.of());
    }

    private List<String> lines(String start) throws IOException {
        return Files.readAllLines(folder.resolve("index.m3u8")).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }
}
