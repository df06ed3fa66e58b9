package dev.brushcast.compose.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.source.StreamSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportPlanTest {

    private static final long SECOND = 1_000_000;

    /** From 00:00:10 to :20, and from :40 to :50, of the first day. */
    private static final List<Capture> RECORDED = List.of(
            new Capture(3, 10 * SECOND, 0, 10 * SECOND, true, true),
            new Capture(4, 40 * SECOND, 0, 10 * SECOND, true, true));

    @TempDir
    private Path folder;

    @Test
    void theNewestCaptureIsWrittenWholeUnlessAnotherIsAskedFor() {
        assertThat(plan(null, null, null).pieces(RECORDED)).containsExactly(piece(1, 0, Long.MAX_VALUE, "film.mp4"));
        assertThat(plan(3L, "2", "4.5").pieces(RECORDED)).containsExactly(piece(0, 2 * SECOND, 4_500_000, "film.mp4"));
    }

    @Test
    void eachCaptureThatATimeReachesOverHasAFile() {
        assertThat(plan(null, "1970-01-01T00:00:15Z", "1970-01-01T00:00:45Z").pieces(RECORDED))
                .containsExactly(
                        piece(0, 5 * SECOND, 35 * SECOND, "film.mp4"),
                        piece(1, -25 * SECOND, 5 * SECOND, "film-2.mp4"));
        assertThat(plan(null, "1970-01-01T00:00:15Z", "1970-01-01T00:00:30Z").pieces(RECORDED))
                .hasSize(1);
    }

    @Test
    void whatIsNotRecordedIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> plan(7L, null, null).pieces(RECORDED))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stream:cam?epoch=7")
                .hasMessageContaining("capture 3 to 4, from 1970-01-01T00:00:10Z to 1970-01-01T00:00:50Z");
        assertThatThrownBy(() -> plan(null, "1970-01-01T00:01:00Z", null).pieces(RECORDED))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> plan(null, null, null).pieces(List.of())).hasMessageContaining("nothing any more");
    }

    @Test
    void noFileIsOverwritten() throws IOException {
        Files.writeString(folder.resolve("film-2.mp4"), "somebody's");
        assertThatThrownBy(() -> plan(null, "1970-01-01T00:00:15Z", null).pieces(RECORDED))
                .hasMessageContaining("film-2.mp4 is there already");
        Files.writeString(folder.resolve("film.mp4"), "somebody's");
        assertThatThrownBy(() -> plan(null, null, null)).hasMessageContaining("is there already");
        assertThatThrownBy(() -> new ExportPlan(what(null, null, null), folder.resolve("film.mkv")))
                .hasMessageContaining("name an MP4 file");
        assertThatThrownBy(() -> new ExportPlan(what(null, null, null), folder.resolve("none/film.mp4")))
                .hasMessageContaining("there is no folder");
    }

    private ExportPlan.Piece piece(int capture, long fromUs, long toUs, String file) {
        return new ExportPlan.Piece(RECORDED.get(capture), fromUs, toUs, folder.resolve(file));
    }

    private ExportPlan plan(@Nullable Long epoch, @Nullable String from, @Nullable String to) {
        return new ExportPlan(what(epoch, from, to), folder.resolve("film.mp4"));
    }

    private static StreamSource what(@Nullable Long epoch, @Nullable String from, @Nullable String to) {
        return (StreamSource) new ReplaySource("cam", epoch, from, to, "max").source();
    }
}
