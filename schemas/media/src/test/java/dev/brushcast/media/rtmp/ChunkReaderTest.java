package dev.brushcast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChunkReaderTest {

    @Test
    void aMessageIsPutTogetherFromItsChunks() throws IOException {
        byte[] payload = new byte[300];
        Arrays.fill(payload, (byte) 7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                HexFormat.of().parseHex("04" + "0003e8" + "00012c" + "09" + "01000000")); // 1 s, 300 bytes, video
        bytes.write(payload, 0, 128);
        bytes.write(0xC4);
        bytes.write(payload, 128, 128);
        bytes.write(0xC4);
        bytes.write(payload, 256, 44);
        bytes.writeBytes(HexFormat.of().parseHex("44" + "000028" + "000001" + "09" + "05")); // 40 ms later, 1 byte
        bytes.writeBytes(HexFormat.of().parseHex("C4" + "06")); // the same again

        ChunkReader reader = reader(bytes.toByteArray());

        RtmpMessage whole = reader.next();
        assertThat(whole.payload()).isEqualTo(payload);
        assertThat(whole.type()).isEqualTo(RtmpMessage.VIDEO);
        assertThat(whole.timestamp()).isEqualTo(1000);
        assertThat(whole.stream()).isEqualTo(1);
        assertThat(reader.next().timestamp()).isEqualTo(1040);
        assertThat(reader.next().timestamp()).isEqualTo(1080);
        assertThat(reader.received()).isEqualTo(bytes.size());
    }

    @Test
    void longChunksAndLongTimesAreUnderstood() throws IOException {
        ChunkReader reader = reader(HexFormat.of()
                .parseHex("02" + "000000" + "000004" + "01" + "00000000" + "00000200" // chunks of 512
                        + "04" + "ffffff" + "000002" + "08" + "01000000" + "01000000" + "0102")); // after 4.6 hours

        RtmpMessage message = reader.next();

        assertThat(message.timestamp()).isEqualTo(0x0100_0000);
        assertThat(message.payload()).containsExactly(1, 2);
    }

    @Test
    void whatIsNoChunkStreamEndsWithAnErrorAndNotWithoutEnd() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[200];
            random.nextBytes(noise);
            ChunkReader reader = reader(noise);
            assertThatThrownBy(() -> {
                        while (true) {
                            reader.next();
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void commandsThatCannotBeReadAreErrors() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[60];
            random.nextBytes(noise);
            noise[0] = (byte) random.nextInt(13);
            try {
                assertThat(Amf0.read(noise, 0)).isNotNull();
            } catch (RtmpProtocolException e) {
                assertThat(e).hasMessageContaining("cannot be read");
            }
        }
    }

    private static ChunkReader reader(byte[] bytes) {
        return new ChunkReader(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
