package dev.brushcast.egress.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.EgressException;
import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.rendition.Initialisation;
import dev.brushcast.egress.rendition.MuxedPart;
import dev.brushcast.egress.rendition.Sinks;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.Mp4Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files lead to {@code /dev/full}, which takes nothing and says so as a full disk does. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

    private static final String NAME = "e1-x-segment-00001.m4s";
    private static final EpochInfo EPOCH = new EpochInfo(1, 33, 64, 48, new Rational(25, 1), false);

    @TempDir
    private Path folder;

    @Test
    void aSegmentThatFindsNoRoomIsSaidInOneLineAndNamedByNoPlaylist() throws IOException {
        RenditionFiles files = new RenditionFiles(
                folder, _ -> PlaylistWindow.everything(2), new LiveRendition(), RenditionListener.NONE);
        files.begin(initialisation());
        files.part(segment(0));
        full(NAME + ".tmp");

        assertThatThrownBy(() -> files.part(segment(1)))
                .isInstanceOf(EgressException.class)
                .hasMessage("cannot write " + folder.resolve(NAME)
                        + ": No space left on device; free some space or choose another output folder");
        assertThat(Files.readString(folder.resolve("index.m3u8")))
                .contains("segment-00000")
                .doesNotContain("segment-00001");
        assertThat(listing()).containsExactly("e1-x-init.mp4", "e1-x-segment-00000.m4s", "index.m3u8");
    }

    @Test
    void aPlaylistThatFindsNoRoomStaysAsItWas() throws IOException {
        RenditionFiles files = new RenditionFiles(
                folder, _ -> PlaylistWindow.everything(2), new LiveRendition(), RenditionListener.NONE);
        files.begin(initialisation());
        files.part(segment(0));
        String before = Files.readString(folder.resolve("index.m3u8"));
        full("index.m3u8.tmp");

        assertThatThrownBy(() -> files.part(segment(1))).hasMessageContaining("free some space");
        assertThat(Files.readString(folder.resolve("index.m3u8"))).isEqualTo(before);
    }

    @Test
    void aRecordingThatFindsNoRoomIsSaidInOneLineAndLetGo() throws IOException {
        full("recording.mp4.part");

        assertThatThrownBy(() -> new Mp4Recorder(folder.resolve("recording.mp4"), new byte[1]))
                .isInstanceOf(MediaException.class)
                .hasMessage("cannot write " + folder.resolve("recording.mp4.part")
                        + ": No space left on device; free some space or choose another output folder");
        assertThat(OpenFiles.named("/dev/full")).isEmpty();
        assertThat(folder.resolve("recording.mp4")).doesNotExist();
    }

    @Test
    void whatAnotherSinkFailedAtDoesNotLeaveARecordingOpen() throws IOException {
        Recording recording = new Recording(folder, "recording");
        Sinks sinks = new Sinks(List.of(
                recording,
                new RenditionFiles(
                        folder, _ -> PlaylistWindow.everything(2), new LiveRendition(), RenditionListener.NONE)));
        try (sinks) {
            sinks.begin(initialisation());
            assertThat(OpenFiles.named("recording.mp4.part")).hasSize(1);
            full("e1-x-segment-00000.m4s.tmp");
            assertThatThrownBy(() -> sinks.part(segment(0))).isInstanceOf(EgressException.class);
        }

        assertThat(OpenFiles.named("recording.mp4.part")).isEmpty();
    }

    private void full(String name) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of("/dev/full"));
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Initialisation initialisation() {
        return new Initialisation(EPOCH, new byte[] {1}, "avc1.640014");
    }

    private static MuxedPart segment(long index) {
        return MuxedPart.whole(index, new byte[100], index * 2_000_000, 2_000_000, 50);
    }
}
