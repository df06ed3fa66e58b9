package dev.brushcast.media.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.RgbPicture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameBarcodeTest {

    @Test
    void everyNumberIsReadBack() {
        for (int number = 0; number < FrameBarcode.LIMIT; number += 7) {
            assertThat(FrameBarcode.read(FrameBarcode.draw(number, 128, 72))).hasValue(number);
        }
    }

    @Test
    void aNumberIsReadThroughNoiseAndLowContrast() {
        Random random = new Random(1);
        RgbPicture drawn = FrameBarcode.draw(4711, 256, 144);
        byte[] rgb = new byte[drawn.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int dull = 128 + ((drawn.rgb()[i] & 0xff) - 128) / 4;
            rgb[i] = (byte) Math.clamp(Math.round(dull + 30 * random.nextGaussian()), 0, 255);
        }

        assertThat(FrameBarcode.read(new RgbPicture(256, 144, rgb))).hasValue(4711);
    }

    @Test
    void aPlainPictureHasNoNumber() {
        byte[] rgb = new byte[3 * 256 * 144];
        assertThat(FrameBarcode.read(new RgbPicture(256, 144, rgb))).isEmpty();
        byte[] white = new byte[3 * 256 * 144];
        Arrays.fill(white, (byte) 0xff);
        assertThat(FrameBarcode.read(new RgbPicture(256, 144, white))).isEmpty();
    }
}
