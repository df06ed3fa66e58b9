package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.Rational;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run after another one, in its folder or in one of its own. */
class RenditionFilesGoOnTest extends RenditionFilesUnderTest {

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
}
