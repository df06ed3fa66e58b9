package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.source.AudioChoice;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a clip with 1: mono English, 2: stereo German, marked as the default, and a cover. */
class TracksTest {

    private static final String CLIP = "many-tracks.mp4";

    @Test
    void packetsOfTracksThatAreNotReadAreLeftOut() {
        Clips.Reading reading = Clips.read(CLIP, 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSize(10);
        // 0.4 s of packets of 1024 samples at 44.1 kHz, after one of priming; neither the cover's nor the other
        // track's.
        assertThat(reading.audios()).hasSize(19);
        assertThat(reading.audios())
                .allSatisfy(packet -> assertThat(packet.data()).hasSizeLessThan(200));
    }

    @Test
    void theTrackThatIsMarkedAsDefaultIsReadUnlessAnotherIsAskedFor() {
        assertThat(audioOf(AudioChoice.USUAL)).extracting(AudioFormat::channels).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "en, 1", "eng, 1", "en-GB, 1", "de, 2", "ger, 2", "deu, 2"})
    void aTrackIsChosenByItsNumberOrItsLanguage(String choice, int channels) {
        assertThat(audioOf(AudioChoice.parse(choice)))
                .extracting(AudioFormat::channels)
                .isEqualTo(channels);
    }

    @ParameterizedTest
    @CsvSource({"3, no audio track 3", "fr, no audio track in 'fra'"})
    void aTrackThatIsNotThereIsToldWithThoseThatAre(String choice, String told) {
        assertThatThrownBy(() -> audioOf(AudioChoice.parse(choice)))
                .isInstanceOf(MediaException.class)
                .hasMessageContainingAll(told, "1 aac in eng, 2 aac in deu")
                .hasMessageNotContaining("\n");
    }

    private static AudioFormat audioOf(AudioChoice choice) {
        MediaSource source = new MediaSource.LocalFile(Clips.path(CLIP));
        InputOptions options = InputOptions.DEFAULT.withAudio(choice);
        try (MediaInput input = MediaInput.open(source, options, new Cancellation());
                FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP)) {
            return Objects.requireNonNull(Clips.readAll(input, fitter).info().audio());
        }
    }
}
