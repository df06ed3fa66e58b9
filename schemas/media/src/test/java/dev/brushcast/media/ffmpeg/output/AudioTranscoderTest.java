package dev.brushcast.media.ffmpeg.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
