package dev.brushcast.egress.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaylistWindowTest {

    private static final long SEGMENT_US = 2_000_000;

    @Test
    void aRecordingKeepsEverythingAndEndsAsVod() {
        PlaylistWindow window = PlaylistWindow.everything(2);
        for (int i = 0; i < 100; i++) {
            assertThat(window.add(entry(i, "a.mp4", false))).isEmpty();
        }
        assertThat(window.playlist().kind()).isEqualTo(MediaPlaylist.Kind.EVENT);
        window.end();

        assertThat(window.playlist().kind()).isEqualTo(MediaPlaylist.Kind.VOD);
        assertThat(window.playlist().entries()).hasSize(100);
        assertThat(window.playlist().mediaSequence()).isZero();
    }

    @Test
    void anEndlessStreamKeepsItsWindowAndCountsWhatHasLeft() {
        PlaylistWindow window = PlaylistWindow.newest(2, 10 * SEGMENT_US);
        for (int i = 0; i < 25; i++) {
            window.add(entry(i, "a.mp4", false));
        }

        MediaPlaylist playlist = window.playlist();
        assertThat(playlist.kind()).isEqualTo(MediaPlaylist.Kind.SLIDING);
        assertThat(playlist.entries()).hasSize(10);
        assertThat(playlist.mediaSequence()).isEqualTo(15);
        assertThat(playlist.entries().getFirst().uri()).isEqualTo("15.m4s");
    }

    @Test
    void aFileOutlivesItsPlaceInThePlaylistByAWindow() {
        PlaylistWindow window = PlaylistWindow.newest(2, 10 * SEGMENT_US);
        List<String> deleted = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            deleted.addAll(window.add(entry(i, "a.mp4", false)));
        }
        assertThat(deleted)
                .as("segment 0 left the playlist 20 s ago, and lasts 2 s")
                .containsExactly("0.m4s");
    }

    @Test
    void aDiscontinuityThatLeavesIsCountedAndItsInitialisationGoesLast() {
        PlaylistWindow window = PlaylistWindow.newest(2, 6 * SEGMENT_US);
        List<String> deleted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean second = i >= 5;
            deleted.addAll(window.add(entry(i, second ? "b.mp4" : "a.mp4", i == 5)));
        }

        assertThat(window.playlist().discontinuitySequence()).isEqualTo(1);
        assertThat(deleted.indexOf("a.mp4")).isEqualTo(deleted.indexOf("4.m4s") + 1);
        assertThat(deleted).doesNotContain("b.mp4");
    }

    @Test
    void sixSegmentsStayHoweverShortTheWindow() {
        PlaylistWindow window = PlaylistWindow.newest(2, SEGMENT_US);
        for (int i = 0; i < 20; i++) {
            window.add(entry(i, "a.mp4", false));
        }

        assertThat(window.playlist().entries()).hasSize(6);
    }

    @Test
    void whatItHoldsStaysBounded() {
        PlaylistWindow window = PlaylistWindow.newest(2, 10 * SEGMENT_US);
        Set<String> onDisk = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            onDisk.add(i + ".m4s");
            window.add(entry(i, "a.mp4", false)).forEach(onDisk::remove);
        }

        assertThat(onDisk).hasSizeLessThan(25);
    }

    private static PlaylistEntry entry(int number, String map, boolean discontinuity) {
        return new PlaylistEntry(
                number + ".m4s", SEGMENT_US, map, Instant.EPOCH.plusSeconds(2L * number), discontinuity);
    }
}
