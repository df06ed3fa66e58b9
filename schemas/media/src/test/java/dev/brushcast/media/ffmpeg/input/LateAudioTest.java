package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.ClipServer.Answer;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On clips of four seconds of pictures before half a second of both: longer than FFmpeg looks for what is in a source. */
@Timeout(60)
class LateAudioTest {

    @ParameterizedTest
    @CsvSource({"late-audio.ts, mp2, 24000", "late-audio.flv, aac, 44100"})
    void audioThatComesSecondsAfterThePictureMakesAnotherSourceOfIt(String clip, String codec, int rate)
            throws IOException {
        Reading reading = readFromServer(clip);

        assertThat(reading.info().audio()).isNull();
        assertThat(reading.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.atUs()).isBetween(3_700_000L, 4_200_000L);
            assertThat(Objects.requireNonNull(turn.info().audio()))
                    .extracting(AudioFormat::codec, AudioFormat::sampleRate, AudioFormat::channels)
                    .containsExactly(codec, rate, 1);
            assertThat(turn.audiosBefore()).isZero();
        });
        assertThat(reading.shots()).hasSize(112);
        AudioFormat audio =
                Objects.requireNonNull(reading.turns().getFirst().info().audio());
        assertThat(reading.audios()).hasSizeGreaterThan(9);
        assertThat(reading.audios().getFirst().pts() * audio.timeBase().value()).isBetween(-0.1, 0.3);
    }

    private static Reading readFromServer(String clip) throws IOException {
        try (ClipServer server = new ClipServer(clip, Answer.BARE)) {
            MediaSource source = MediaSource.parse("tcp://localhost:" + server.port());
            try (MediaInput input = MediaInput.open(source, InputOptions.DEFAULT, new Cancellation());
                    FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP)) {
                return Clips.readAll(input, fitter);
            }
        }
    }
}
