package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioTranscoderTest {

    @Test
    void allChannelsAreKeptAndTimeIsExact() {
        AudioFormat pcm = Sources.pcm(48_000, "5.1", 6);
        try (AudioTranscoder transcoder = new AudioTranscoder(pcm)) {
            List<MediaPacket> packets = Sources.aac(transcoder, pcm, 1);

            assertThat(transcoder.format().codec()).isEqualTo("aac");
            assertThat(transcoder.format().channels()).isEqualTo(6);
            assertThat(transcoder.format().channelLayout()).isEqualTo("5.1");
            for (int i = 0; i < packets.size(); i++) {
                assertThat(packets.get(i).pts()).isEqualTo(1024L * (i - 1));
            }
            long end = packets.getLast().pts() + packets.getLast().duration();
            assertThat(end).as("one second, to the sample").isEqualTo(48_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pcm_s16le, 48000, 1",
        "pcm_s16le, 48000, 2",
        "pcm_s16le, 48000, 6",
        "pcm_s16be, 44100, 2",
        "pcm_s24le, 48000, 2",
        "pcm_s24le, 48000, 6",
        "pcm_u8, 22050, 1",
        "pcm_u8, 22050, 2",
        "pcm_f32le, 48000, 2",
        "mp2, 48000, 1",
        "mp2, 44100, 2",
        "vorbis, 44100, 2",
        "ac3, 48000, 1",
        "ac3, 48000, 2",
        "ac3, 48000, 6",
        "eac3, 48000, 6",
        "alac, 44100, 2",
        "flac, 48000, 6",
        "opus, 48000, 1",
        "opus, 48000, 2",
        "wmav1, 44100, 2",
        "wmav2, 44100, 1",
        "wmav2, 44100, 2",
        "adpcm_ms, 44100, 2",
        "adpcm_ima_wav, 44100, 2",
        "adpcm_ima_qt, 44100, 2",
        "adpcm_swf, 44100, 2",
        "adpcm_yamaha, 44100, 2",
        "adpcm_g722, 16000, 1",
        "adpcm_g726, 8000, 1",
        "nellymoser, 44100, 1",
        "truehd, 48000, 2",
        "pcm_alaw, 8000, 1",
        "pcm_mulaw, 8000, 1"
    })
    void aToneInAnyCodecIsHeardInTheOutput(String codec, int rate, int channels) {
        Tone tone = Tone.in(codec, rate, channels, 1);
        for (String layout : List.of(tone.format().channelLayout(), channels + " channels", "")) {
            AudioFormat source = withLayout(tone.format(), layout);
            try (AudioTranscoder transcoder = new AudioTranscoder(source)) {
                List<MediaPacket> packets = all(transcoder, tone.packets());

                assertThat(transcoder.format().channels()).isEqualTo(channels);
                float[] heard = Tone.heard(transcoder.format(), packets);
                assertThat(Tone.level(heard, transcoder.format().sampleRate(), 0.2, 0.9))
                        .as("%s, layout '%s'", codec, layout)
                        .isCloseTo(0.25, within(0.03));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mp2, 48000, 1, 48000, 2",
        "mp2, 48000, 2, 48000, 1",
        "ac3, 48000, 2, 48000, 6",
        "mp2, 48000, 2, 44100, 2"
    })
    void channelsAndRateMayChangeOnTheWay(String codec, int rate, int channels, int laterRate, int laterChannels) {
        Tone first = Tone.in(codec, rate, channels, 1);
        Tone then = Tone.in(codec, laterRate, laterChannels, 1);
        try (AudioTranscoder transcoder = new AudioTranscoder(first.format())) {
            List<MediaPacket> packets = new ArrayList<>();
            first.packets().forEach(packet -> packets.addAll(transcoder.transcode(packet)));
            long next =
                    first.packets().getLast().pts() + first.packets().getLast().duration();
            for (MediaPacket packet : then.packets()) {
                long pts = next + (packet.pts() - then.packets().getFirst().pts()) * rate / laterRate;
                packets.addAll(transcoder.transcode(packet.at(pts, packet.duration() * rate / laterRate)));
            }
            packets.addAll(transcoder.flush());

            float[] heard = Tone.heard(transcoder.format(), packets);
            assertThat(heard.length / (double) rate).isCloseTo(2, within(0.1));
            assertThat(Tone.level(heard, rate, 0.2, 0.9)).isCloseTo(0.25, within(0.03));
            assertThat(Tone.level(heard, rate, 1.2, 1.9)).as("after the change").isGreaterThan(0.15);
        }
    }

    @Test
    void aHoleIsSilenceAndWhatFollowsKeepsItsTime() {
        Tone tone = Tone.in("mp2", 48_000, 2, 1);
        try (AudioTranscoder transcoder = new AudioTranscoder(tone.format())) {
            List<MediaPacket> packets = new ArrayList<>();
            tone.packets().forEach(packet -> packets.addAll(transcoder.transcode(packet)));
            tone.from(4 * 48_000).forEach(packet -> packets.addAll(transcoder.transcode(packet)));
            packets.addAll(transcoder.flush());

            float[] heard = Tone.heard(transcoder.format(), packets);
            assertThat(heard.length / 48_000.0).isCloseTo(5, within(0.1));
            assertThat(Tone.peak(heard, 48_000, 1.2, 3.8)).isLessThan(0.001);
            assertThat(Tone.level(heard, 48_000, 4.2, 4.9)).isCloseTo(0.25, within(0.03));
            assertThat(transcoder.silentSamples() / 48_000.0).isCloseTo(3, within(0.1));
            assertThat(packets).extracting(MediaPacket::pts).isSorted();
        }
    }

    @Test
    void whatComesAgainIsLeftOut() {
        Tone tone = Tone.in("mp2", 48_000, 2, 1);
        try (AudioTranscoder transcoder = new AudioTranscoder(tone.format())) {
            List<MediaPacket> packets = new ArrayList<>();
            tone.packets().forEach(packet -> packets.addAll(transcoder.transcode(packet)));
            tone.from(24_000).forEach(packet -> packets.addAll(transcoder.transcode(packet)));
            packets.addAll(transcoder.flush());

            assertThat(Tone.heard(transcoder.format(), packets).length / 48_000.0)
                    .isCloseTo(1.5, within(0.1));
        }
    }

    @Test
    void aTrackGoesOnInTheFormatThatItBeganWith() {
        AudioFormat began = Tone.in("aac", 44_100, 1, 0.2).format();
        Tone then = Tone.in("mp2", 48_000, 2, 1);
        try (AudioTranscoder transcoder = new AudioTranscoder(then.format(), began)) {
            List<MediaPacket> packets = all(transcoder, then.packets());

            assertThat(transcoder.format().sampleRate()).isEqualTo(44_100);
            float[] heard = Tone.heard(began, packets);
            assertThat(Tone.level(heard, 44_100, 0.2, 0.9))
                    .as("as a decoder of the first format hears it")
                    .isGreaterThan(0.15);
        }
    }

    @Test
    void aRateThatAacLacksIsRaisedToTheNext() {
        AudioFormat pcm = Sources.pcm(18_900, "mono", 1);
        try (AudioTranscoder transcoder = new AudioTranscoder(pcm)) {
            List<MediaPacket> packets = Sources.aac(transcoder, pcm, 1);

            assertThat(transcoder.format().sampleRate()).isEqualTo(22_050);
            long end = packets.getLast().pts() + packets.getLast().duration();
            assertThat(end).isBetween(22_030L, 22_070L);
        }
    }

    @Test
    void aCodecThatNobodyKnowsIsSaidSo() {
        AudioFormat odd =
                new AudioFormat("nonsense", new byte[0], 48_000, 2, "stereo", -99, 0, 0, new Rational(1, 1000));

        assertThatThrownBy(() -> new AudioTranscoder(odd))
                .isInstanceOf(MediaException.class)
                .hasMessage("FFmpeg knows no codec nonsense");
    }

    private static List<MediaPacket> all(AudioTranscoder transcoder, List<MediaPacket> source) {
        List<MediaPacket> packets = new ArrayList<>();
        source.forEach(packet -> packets.addAll(transcoder.transcode(packet)));
        packets.addAll(transcoder.flush());
        return packets;
    }

    private static AudioFormat withLayout(AudioFormat from, String layout) {
        return new AudioFormat(
                from.codec(),
                from.config(),
                from.sampleRate(),
                from.channels(),
                layout,
                from.profile(),
                from.frameSize(),
                from.initialPadding(),
                from.timeBase(),
                from.packing());
    }
}
