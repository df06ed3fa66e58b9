package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SilentAudioTest {

    @ParameterizedTest
    @CsvSource({
        "aac, 48000, 2",
        "aac, 44100, 1",
        "aac, 48000, 6",
        "ac3, 48000, 2",
        "ac3, 48000, 6",
        "eac3, 48000, 6",
        "alac, 44100, 2",
        "flac, 48000, 2",
        "opus, 48000, 2"
    })
    void silenceStandsBetweenPacketsOfTheSameTrack(String codec, int rate, int channels) {
        assertSilenceBetween(Tone.in(codec, rate, channels, 0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alac", "flac"})
    void silenceHasAsManyBitsAsTheTrack(String codec) {
        assertSilenceBetween(Tone.wide(codec, 48_000, 2, 0.5));
    }

    private static void assertSilenceBetween(Tone tone) {
        int rate = tone.format().sampleRate();
        MediaPacket silence = SilentAudio.packet(tone.format());
        List<MediaPacket> packets = new ArrayList<>(tone.packets());
        int count = (int) (rate / silence.duration());
        for (int i = 0; i < count; i++) {
            packets.add(silence);
        }
        packets.addAll(tone.packets());

        float[] heard = Tone.heard(tone.format(), packets);

        assertThat(heard.length / (double) rate).isCloseTo(2, within(0.2));
        assertThat(Tone.level(heard, rate, 0.1, 0.4)).isCloseTo(0.25, within(0.03));
        assertThat(Tone.peak(heard, rate, 0.7, 1.3)).isLessThan(0.001);
        assertThat(Tone.level(heard, rate, 1.7, 1.9)).isGreaterThan(0.2);
    }

    @Test
    void stereoAacIsWhatATrackWithoutASourceCarries() {
        AudioFormat format = SilentAudio.stereoAac();

        assertThat(format.channels()).isEqualTo(2);
        assertThat(format.config()).isNotEmpty();
        float[] heard = Tone.heard(format, List.of(SilentAudio.packet(format), SilentAudio.packet(format)));
        assertThat(Tone.peak(heard, 48_000, 0, heard.length / 48_000.0)).isZero();
    }
}
