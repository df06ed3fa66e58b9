package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.ClipServer.Answer;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On clips of four seconds of audio before half a second of both: longer than FFmpeg looks for what is in a source. */
@Timeout(60)
class LatePictureTest {

    /** MPEG-TS that tells of its picture when it comes, or from the start; FLV whose header speaks of audio only. */
    private static final String TOLD_LATE = "late-picture.ts";

    private static final int FRAMES = 12;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {TOLD_LATE, "late-picture-told.ts", "late-picture.flv"})
    void aPictureThatComesSecondsAfterTheAudioIsWaitedForAndNothingOfTheAudioIsLost(String clip) throws IOException {
        Reading reading = readFromServer(clip, InputOptions.DEFAULT);

        assertThat(reading.info().displayWidth()).isEqualTo(64);
        assertThat(reading.info().frameRate().value()).isEqualTo(25);
        assertThat(reading.shots()).hasSize(FRAMES);
        assertThat(reading.shots().getFirst().ptsUs()).isBetween(3_900_000L, 4_100_000L);
        assertThat(reading.shots())
                .allSatisfy(shot -> assertThat(shot.durationUs()).isBetween(39_000L, 41_000L));
        assertThat(reading.turns()).isEmpty();

        List<Double> seconds = secondsOf(reading);
        assertThat(seconds.getFirst()).isBetween(-0.1, 0.1);
        assertThat(seconds.getLast()).isBetween(4.3, 4.6);
        assertThat(IntStream.range(1, seconds.size()).mapToDouble(i -> seconds.get(i) - seconds.get(i - 1)))
                .as("the longest step between packets, some of which are two frames of 48 ms or less")
                .allMatch(step -> step < 0.1);
    }

    @Test
    void aSourceThatSendsAudioOnlyIsAnErrorWhenTheTimeIsOver() {
        assertThatThrownBy(() -> readFromServer(TOLD_LATE, InputOptions.DEFAULT.withPictureTimeout(Duration.ZERO)))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("sends audio and no picture")
                .hasMessageContaining("wait longer for its picture");
    }

    @Test
    void aFileThatHasAudioOnlyIsAnErrorAtItsEnd() throws IOException {
        byte[] both = Files.readAllBytes(Clips.path(TOLD_LATE));
        Path file = Files.write(folder.resolve("audio.ts"), Arrays.copyOf(both, both.length / 2 / 188 * 188));

        assertThatThrownBy(() -> Clips.open(file).close())
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("has no picture track");
    }

    @Test
    void aFileIsReadUntilItsPictureComesHoweverLate() {
        Reading reading = Clips.read(TOLD_LATE, 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSize(FRAMES);
        assertThat(secondsOf(reading).getFirst()).isBetween(-0.1, 0.1);
    }

    private static Reading readFromServer(String clip, InputOptions options) throws IOException {
        try (ClipServer server = new ClipServer(clip, Answer.BARE)) {
            MediaSource source = MediaSource.parse("tcp://localhost:" + server.port());
            try (MediaInput input = MediaInput.open(source, options, new Cancellation());
                    FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP)) {
                return Clips.readAll(input, fitter);
            }
        }
    }

    /** When each packet of audio begins. */
    private static List<Double> secondsOf(Reading reading) {
        AudioFormat format = Objects.requireNonNull(reading.info().audio());
        return reading.audios().stream()
                .map(packet -> packet.pts() * format.timeBase().value())
                .toList();
    }
}
