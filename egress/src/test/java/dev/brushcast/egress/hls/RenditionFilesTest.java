package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.EgressException;
import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenditionFilesTest {

    private static final long SEGMENT_US = 2_000_000;

    @TempDir
    private Path folder;

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
    void whatAnEarlierRunLeftIsRemovedAndNothingElse() throws IOException {
        Files.writeString(folder.resolve("index.m3u8"), "old");
        Files.writeString(folder.resolve("e1-abc-segment-00000.m4s"), "old");
        Files.writeString(folder.resolve("e1-abc-init.mp4.tmp"), "old");
        Files.writeString(folder.resolve("keep.tmp"), "mine");
        Files.writeString(folder.resolve("holiday.mp4"), "mine");

        files(PlaylistWindow.everything(2));

        assertThat(listing()).containsExactly("holiday.mp4", "keep.tmp");
    }

    @Test
    void aRestartedRunLeavesTheOldPlaylistUntilItHasComeAsFar() throws IOException {
        RenditionFiles before = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        before.begin(initialisation(1));
        for (int i = 0; i < 4; i++) {
            before.part(segment(i));
        }
        String old = Files.readString(folder.resolve("index.m3u8"));
        before.leave();

        RenditionFiles again = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        assertThat(named()).allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        again.begin(initialisation(1));
        for (int i = 0; i < 3; i++) {
            again.part(segment(i));
            assertThat(folder.resolve("index.m3u8")).hasContent(old);
        }
        again.part(segment(3));
        assertThat(folder.resolve("index.m3u8")).hasContent(old);
        again.part(segment(4));

        assertThat(named()).hasSize(6);
    }

    @Test
    void aRenditionThatIsNewHasAPlaylistOnceThatOfTheOneBesideItIsReached() throws IOException {
        RenditionFiles before = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        before.begin(initialisation(1));
        for (int i = 0; i < 3; i++) {
            before.part(segment(i));
        }
        before.leave();

        Path added = folder.resolve("added");
        RenditionFiles beside = new RenditionFiles(
                added,
                folder,
                Reached.NOWHERE,
                _ -> PlaylistWindow.newest(2, 60 * SEGMENT_US),
                new LiveRendition(),
                RenditionListener.NONE);
        beside.begin(initialisation(1));
        beside.part(segment(0));
        beside.part(segment(1));
        assertThat(added.resolve("index.m3u8")).doesNotExist();
        beside.part(segment(2));

        assertThat(added.resolve("index.m3u8")).content().isEqualTo(Files.readString(folder.resolve("index.m3u8")));
    }

    /** Another host has put the stream out meanwhile, or this one has been away for a moment. */
    @Test
    void aRunThatBeginsLaterNamesWhatTheOneBeforeHasLeft() throws IOException {
        RenditionFiles before = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        RenditionFiles all = new RenditionFiles(
                folder.resolve("all"),
                _ -> PlaylistWindow.newest(2, 60 * SEGMENT_US),
                new LiveRendition(),
                RenditionListener.NONE);
        before.begin(initialisation(1));
        all.begin(initialisation(1));
        for (int i = 0; i < 9; i++) {
            before.part(segment(i));
        }
        before.leave();
        for (int i = 0; i < 12; i++) {
            all.part(segment(i));
        }

        for (int first : List.of(5, 9)) {
            RenditionFiles again =
                    files(PlaylistWindow.newest(2, 60 * SEGMENT_US).from(new PlaylistNumbers(first, 0, false)));
            again.begin(initialisation(1));
            for (int i = first; i < 12; i++) {
                again.part(segment(i));
            }
            assertThat(folder.resolve("index.m3u8"))
                    .content()
                    .isEqualTo(Files.readString(folder.resolve("all/index.m3u8")));
            assertThat(named())
                    .allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        }
    }

    @Test
    void aRunThatLeavesAHoleOrCountsOtherwiseBeginsAnew() throws IOException {
        RenditionFiles before = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        before.begin(initialisation(1));
        for (int i = 0; i < 4; i++) {
            before.part(segment(i));
        }
        before.leave();

        RenditionFiles hole = files(PlaylistWindow.newest(2, 60 * SEGMENT_US).from(new PlaylistNumbers(5, 0, false)));
        hole.begin(initialisation(1));
        hole.part(segment(5));
        assertThat(named()).hasSize(2);
        assertThat(folder.resolve("index.m3u8")).content().contains("#EXT-X-MEDIA-SEQUENCE:5\n");

        RenditionFiles otherwise =
                files(PlaylistWindow.newest(2, 60 * SEGMENT_US).from(new PlaylistNumbers(6, 3, false)));
        otherwise.begin(initialisation(1));
        otherwise.part(segment(6));
        assertThat(named()).hasSize(2);
        assertThat(folder.resolve("index.m3u8")).content().contains("#EXT-X-MEDIA-SEQUENCE:6\n");
        assertThat(listing()).hasSize(3);
    }

    @Test
    void nothingIsShownBeforeItHasComeAsFarAsPlayersHave() {
        LiveRendition live = new LiveRendition();
        RenditionFiles files = new RenditionFiles(
                folder,
                folder,
                new Reached(1, 6),
                _ -> PlaylistWindow.newest(2, 60 * SEGMENT_US)
                        .from(new PlaylistNumbers(4, 0, false))
                        .withEdge(500_000),
                live,
                RenditionListener.NONE);
        files.begin(initialisation(1));
        files.part(segment(4));
        files.part(segment(5));
        assertThat(live.playlist()).isEmpty();
        assertThat(folder.resolve("index.m3u8")).doesNotExist();

        files.part(segment(6));
        assertThat(live.playlist().orElseThrow().lastSequence()).isEqualTo(6);
        assertThat(folder.resolve("index.m3u8")).content().contains("#EXT-X-MEDIA-SEQUENCE:4\n");
    }

    @Test
    void aStreamOfAnotherHistoryDoesNotWaitForTheOldOne() throws IOException {
        RenditionFiles before = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        before.begin(initialisation(7));
        before.part(segment(9));
        before.leave();

        RenditionFiles again = files(PlaylistWindow.newest(2, 60 * SEGMENT_US));
        EpochInfo later = new EpochInfo(1, 1_800_000_000_000_000L, 64, 48, new Rational(25, 1), true);
        again.begin(new Initialisation(later, new byte[] {1}, "avc1.640014"));
        again.part(segment(0));

        assertThat(named()).hasSize(2).allMatch(name -> name.startsWith("e1-"));
        assertThat(listing()).hasSize(3);
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

    private RenditionFiles files(PlaylistWindow window) {
        return new RenditionFiles(folder, _ -> window, new LiveRendition(), RenditionListener.NONE);
    }

    private static Initialisation initialisation(long epoch) {
        EpochInfo info = new EpochInfo(epoch, 1_700_000_000_000_000L + epoch, 64, 48, new Rational(25, 1), true);
        return new Initialisation(info, new byte[] {1}, "avc1.640014");
    }

    private static MuxedPart segment(long index) {
        return MuxedPart.whole(index, new byte[100], index * SEGMENT_US, SEGMENT_US, 50);
    }

    /** The files that the playlist names. */
    private List<String> named() throws IOException {
        return Files.readAllLines(folder.resolve("index.m3u8")).stream()
                .filter(line -> !line.startsWith("#") || line.startsWith("#EXT-X-MAP"))
                .map(line -> line.replaceAll("#EXT-X-MAP:URI=|\"", ""))
                .toList();
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
