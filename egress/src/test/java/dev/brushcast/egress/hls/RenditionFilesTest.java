package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.EgressException;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.playlist.PlaylistWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenditionFilesTest extends RenditionFilesUnderTest {

    @Test
    void aPlaylistNamesOnlyFilesThatAreWhole() throws IOException {
        RenditionFiles files = files(PlaylistWindow.everything(2));
        files.begin(initialisation(1));
        for (int i = 0; i < 5; i++) {
            files.part(segment(i));
            assertThat(named())
                    .hasSize(i + 2)
                    .allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        }
        assertThat(listing()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void anEndlessStreamKeepsItsFolderSmall() throws IOException {
        RenditionFiles files = files(PlaylistWindow.newest(2, 6 * SEGMENT_US));
        files.begin(initialisation(1));
        for (int i = 0; i < 200; i++) {
            files.part(segment(i));
        }

        assertThat(listing()).hasSizeLessThan(17);
        assertThat(named())
                .hasSize(7)
                .allSatisfy(name -> assertThat(folder.resolve(name)).exists());
    }

    @Test
    void namesAreNotUsedAgainInTheNextEpoch() throws IOException {
        RenditionFiles files = files(PlaylistWindow.everything(2));
        files.begin(initialisation(1));
        files.part(segment(0));
        files.begin(initialisation(2));
        files.part(segment(0));

        assertThat(named()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void numbersGoOnWhereTheStreamHasComeTo() throws IOException {
        RenditionFiles files = files(PlaylistWindow.newest(2, 6 * SEGMENT_US).from(new PlaylistNumbers(41, 2, true)));
        files.begin(initialisation(4));
        files.part(segment(0));
        assertThat(folder.resolve("index.m3u8"))
                .content()
                .contains("#EXT-X-MEDIA-SEQUENCE:41\n#EXT-X-DISCONTINUITY-SEQUENCE:2\n")
                .contains("#EXT-X-DISCONTINUITY\n");
        for (int i = 1; i < 8; i++) {
            files.part(segment(i));
        }

        assertThat(folder.resolve("index.m3u8"))
                .content()
                .contains("#EXT-X-MEDIA-SEQUENCE:43\n#EXT-X-DISCONTINUITY-SEQUENCE:3\n")
                .doesNotContain("#EXT-X-DISCONTINUITY\n");
    }

    @Test
    void aStreamThatIsLeftGoesOnForItsPlayers() throws IOException {
        RenditionFiles files = files(PlaylistWindow.newest(2, 6 * SEGMENT_US));
        files.begin(initialisation(1));
        files.part(segment(0));
        String before = Files.readString(folder.resolve("index.m3u8"));

        files.leave();
        files.part(segment(1)); // what there was of it
        files.epochEnded();
        files.end();

        assertThat(Files.readString(folder.resolve("index.m3u8")))
                .isEqualTo(before)
                .doesNotContain("ENDLIST");
        assertThat(listing()).noneMatch(name -> name.contains("segment-00001"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidInOneLineAndLeavesNothingHalf() throws IOException {
        RenditionFiles files = files(PlaylistWindow.everything(2));
        files.begin(initialisation(1));
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(file -> file.toFile().delete());
        }
        Files.delete(folder);

        assertThatThrownBy(() -> files.part(segment(0)))
                .isInstanceOf(EgressException.class)
                .hasMessageContaining("cannot write " + folder)
                .hasMessageContaining("choose another output folder");
        assertThat(folder).doesNotExist();
    }
}
