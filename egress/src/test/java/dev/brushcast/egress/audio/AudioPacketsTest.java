package dev.brushcast.egress.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioPacketsTest {

    private static final AudioFormat MILLISECONDS =
            new AudioFormat("opus", new byte[0], 48_000, 2, "stereo", -99, 960, 0, new Rational(1, 1000));

    @Test
    void aChunkLastsFromItsFirstPacketToTheEndOfItsLast() {
        AudioPackets chunk =
                new AudioPackets(1, 0, MILLISECONDS, List.of(packet(500), packet(520), packet(540)), false);
        assertThat(chunk.seconds()).isEqualTo(0.06);
        assertThat(chunk.endSeconds()).hasValue(0.56);
    }

    @Test
    void aChunkWithoutPacketsOrWithoutAudioLastsNoTime() {
        assertThat(new AudioPackets(1, 0, MILLISECONDS, List.of(), true).seconds())
                .isZero();
        assertThat(new AudioPackets(1, 0, MILLISECONDS, List.of(), true).endSeconds())
                .isEmpty();
        assertThat(new AudioPackets(1, 0, null, List.of(), true).seconds()).isZero();
        assertThat(new AudioPackets(1, 0, null, List.of(packet(0)), true).endSeconds())
                .isEmpty();
    }

    private static MediaPacket packet(long pts) {
        return new MediaPacket(new byte[1], pts, 20, true);
    }
}
