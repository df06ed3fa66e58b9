package dev.brushcast.contract.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramePayloadTest {

    private static final RgbPicture GREEN = flat(64, 48, (byte) 90);

    @ParameterizedTest
    @EnumSource(
            value = PayloadFormat.class,
            names = {"UNKNOWN", "NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyFormatGivesThePictureBack(PayloadFormat format) {
        try (FramePayload payload = FramePayloads.of(format)) {
            ByteBuffer data = ByteBuffer.wrap(payload.encode(GREEN));

            RgbPicture back = payload.decode(data, 64, 48);

            assertThat(payload.format()).isEqualTo(format);
            assertThat(data.remaining()).isEqualTo(data.capacity());
            for (int i = 0; i < back.rgb().length; i++) {
                assertThat(back.rgb()[i]).isBetween((byte) 88, (byte) 92);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PayloadFormat.class,
            names = {"UNKNOWN", "NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPictureOfAnotherSizeIsRefused(PayloadFormat format) {
        try (FramePayload payload = FramePayloads.of(format)) {
            ByteBuffer data = ByteBuffer.wrap(payload.encode(GREEN));

            assertThatThrownBy(() -> payload.decode(data, 64, 64)).isInstanceOf(MediaException.class);
        }
    }

    @Test
    void aJpegIsAWholeJfifFile() {
        try (FramePayload payload = FramePayloads.of(PayloadFormat.JPEG)) {
            byte[] data = payload.encode(GREEN);

            assertThat(Arrays.copyOf(data, 4)).containsExactly(0xFF, 0xD8, 0xFF, 0xE0);
            assertThat(Arrays.copyOfRange(data, 6, 11)).containsExactly('J', 'F', 'I', 'F', 0);
            assertThat(Arrays.copyOfRange(data, data.length - 2, data.length)).containsExactly(0xFF, 0xD9);
        }
    }

    @Test
    void rawBytesAreThePixelsRowByRow() {
        try (FramePayload payload = FramePayloads.of(PayloadFormat.RGB24)) {
            RgbPicture picture = new RgbPicture(2, 1, new byte[] {1, 2, 3, 4, 5, 6});

            assertThat(payload.encode(picture)).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void aFormatOfALaterVersionIsRefused() {
        assertThatThrownBy(() -> FramePayloads.of(PayloadFormat.UNKNOWN))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("update");
    }

    private static RgbPicture flat(int width, int height, byte value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, value);
        return new RgbPicture(width, height, rgb);
    }
}
