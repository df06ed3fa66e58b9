package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.ffmpeg.input.Clips.Turn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On clips of half a second, twice: the second time otherwise. */
class ChangingSourceTest {

    @ParameterizedTest
    @CsvSource({
        "aac-rate.ts,     aac, 48000, 2, 44100, 2", // headers of its own
        "aac-config.flv,  aac, 48000, 2, 44100, 1", // a new configuration beside the packets
        "ac3-channels.ts, ac3, 48000, 2, 48000, 1"
    })
    void audioThatGoesOnInAnotherFormatIsAnotherSource(
            String clip, String codec, int rateBefore, int channelsBefore, int rateAfter, int channelsAfter) {
        Reading reading = Clips.read(clip, 64, 48, Fit.CROP);

        assertAudio(reading.info().audio(), codec, rateBefore, channelsBefore);
        assertThat(reading.turns()).singleElement().satisfies(turn -> {
            assertAudio(turn.info().audio(), codec, rateAfter, channelsAfter);
            assertThat(turn.shotsBefore()).isBetween(8, 20);
            assertThat(turn.audiosBefore()).isBetween(10, 26);
        });
        assertThat(reading.shots()).hasSize(24);
    }

    @Test
    void aNewConfigurationIsHandedOn() {
        Reading reading = Clips.read("aac-config.flv", 64, 48, Fit.CROP);

        assertThat(configOf(reading.turns().getFirst().info().audio()))
                .isNotEmpty()
                .isNotEqualTo(configOf(reading.info().audio()));
    }

    @Test
    void aPictureOfOtherProportionsIsAnotherSource() {
        Reading reading = Clips.read("shape.ts", 64, 48, Fit.CROP);

        assertThat(reading.info().displayWidth()).isEqualTo(64);
        assertThat(reading.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.info().displayWidth()).isEqualTo(48);
            assertThat(turn.info().displayHeight()).isEqualTo(64);
            assertThat(turn.shotsBefore()).isBetween(11, 12);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"aac-rate.ts", "aac-config.flv", "shape.ts"})
    void timesBeginAtZeroAgainWithoutAHole(String clip) {
        Reading reading = Clips.read(clip, 64, 48, Fit.CROP);
        Turn turn = reading.turns().getFirst();

        long lastEnd = reading.shots().get(turn.shotsBefore() - 1).ptsUs() + 40_000;
        long firstUs = reading.shots().get(turn.shotsBefore()).ptsUs();
        assertThat(turn.atUs() + firstUs - lastEnd).as("a hole, or going back").isBetween(-1_000L, 60_000L);
        // As far as the one track of the file was ahead of the other: both keep their places.
        assertThat(firstUs).isBetween(0L, 350_000L);
        assertThat(reading.audios().get(turn.audiosBefore()).pts()).isBetween(0L, 90L * 350);
        assertThat(turn.atUs() + reading.shots().getLast().ptsUs()).isBetween(850_000L, 1_100_000L);
    }

    @Test
    void aSourceThatStaysTheSameIsOne() {
        assertThat(Clips.read("restarted.ts", 64, 48, Fit.CROP).turns()).isEmpty();
    }

    private static void assertAudio(@Nullable AudioFormat audio, String codec, int rate, int channels) {
        assertThat(audio)
                .extracting(AudioFormat::codec, AudioFormat::sampleRate, AudioFormat::channels)
                .containsExactly(codec, rate, channels);
    }

    private static byte[] configOf(@Nullable AudioFormat audio) {
        return Objects.requireNonNull(audio).config();
    }
}
