package dev.brushcast.egress.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.egress.audio.Tone;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoundMeterTest {

    /** Of {@link Tone}: 8000 of 32768. */
    private static final double TONE = 0.244;

    private final SoundMeter meter = new SoundMeter();

    @AfterEach
    void close() {
        meter.close();
    }

    @Test
    void aToneIsAsLoudAsItsSamples() {
        Tone tone = Tone.aac("stereo", 2, 1);

        assertThat(meter.peak(tone.format(), tone.packets()).orElseThrow()).isCloseTo(TONE, within(0.03));
    }

    @Test
    void silenceHasNoSound() {
        AudioFormat format = SilentAudio.stereoAac();
        MediaPacket silence = SilentAudio.packet(format);

        assertThat(meter.peak(format, List.of(silence, silence, silence)).orElseThrow())
                .isLessThan(0.000_1);
    }

    @Test
    void anotherFormatIsHeardAsWell() {
        Tone stereo = Tone.aac("stereo", 2, 1);
        Tone surround = Tone.aac("5.1", 6, 1, 44_100);
        meter.peak(stereo.format(), stereo.packets());

        assertThat(meter.peak(surround.format(), surround.packets()).orElseThrow())
                .isBetween(TONE - 0.03, 2 * TONE); // the channel of low tones swings in
    }

    @Test
    void whatDoesNotDecodeHasNoLoudness() {
        Tone tone = Tone.aac("stereo", 2, 1);
        AudioFormat unknown =
                new AudioFormat("no_such_codec", new byte[0], 48_000, 2, "stereo", -99, 0, 0, new Rational(1, 48_000));

        assertThat(meter.peak(unknown, tone.packets())).isEqualTo(OptionalDouble.empty());
        assertThat(meter.peak(unknown, tone.packets())).isEqualTo(OptionalDouble.empty());
        assertThat(meter.peak(tone.format(), tone.packets())).isPresent();
    }
}
