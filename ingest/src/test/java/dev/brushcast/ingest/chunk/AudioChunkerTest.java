package dev.brushcast.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.avro.AudioChunk;
import dev.brushcast.contract.avro.AudioPacket;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.Rational;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioChunkerTest {

    private static final EpochHeader HEADER =
            new EpochHeader("main", 1, 0, 64, 48, new Rational(25, 1), true, PayloadFormat.JPEG, null, null);
    private static final AudioFormat AAC = new AudioFormat(
            "aac", new byte[] {17, (byte) 0x90}, 48_000, 2, "stereo", 1, 1024, 0, new Rational(1, 48_000));

    private final AudioChunker chunker = new AudioChunker(HEADER, AAC, 100_000);

    @Test
    void aChunkHasAsMuchAudioAsItsSpanAndPacketsAreWholeAndInOrder() {
        List<AudioChunk> out = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            chunker.add(packet(i), 0).ifPresent(out::add);
        }
        out.add(chunker.end(null));

        // 1024 samples last 21.3 ms: five make more than 100 ms.
        assertThat(out).extracting(c -> c.getPackets().size()).containsExactly(5, 5, 2);
        assertThat(out).extracting(AudioChunk::getSequence).containsExactly(0L, 1L, 2L);
        assertThat(out.stream().flatMap(c -> c.getPackets().stream()).map(AudioPacket::getPts))
                .isSorted()
                .startsWith(-1024L);
        assertThat(out.getLast().getEndOfEpoch()).isTrue();
        assertThat(out.getFirst().getCodec()).isEqualTo("aac");
        assertThat(out.getFirst().getCodecConfig()).isEqualTo(ByteBuffer.wrap(AAC.config()));
    }

    @Test
    void aChunkIsFullTheMomentItHasItsSpan() {
        AudioChunker threePackets = new AudioChunker(HEADER, AAC, 64_000);
        threePackets.add(packet(0), 0);
        assertThat(threePackets.add(packet(1), 0)).isEmpty();
        assertThat(threePackets.add(packet(2), 0)).isPresent();
    }

    @Test
    void aPacketIsDueWhenItsSpanIsOver() {
        assertThat(chunker.dueAtUs()).isEqualTo(VideoChunker.NEVER);
        chunker.add(packet(0), 5_000_000);
        chunker.add(packet(1), 5_020_000);
        assertThat(chunker.dueAtUs()).isEqualTo(5_100_000);
        assertThat(chunker.flush()).isPresent();
        assertThat(chunker.dueAtUs()).isEqualTo(VideoChunker.NEVER);
    }

    @Test
    void aSourceWithoutAudioSaysSoInItsOnlyChunk() {
        AudioChunk none = AudioChunker.none(HEADER);

        assertThat(none.getCodec()).isEmpty();
        assertThat(none.getPackets()).isEmpty();
        assertThat(none.getEndOfEpoch()).isTrue();
    }

    private static AudioPacket packet(int index) {
        return new AudioPacket((index - 1) * 1024L, 1024L, ByteBuffer.allocate(10));
    }
}
