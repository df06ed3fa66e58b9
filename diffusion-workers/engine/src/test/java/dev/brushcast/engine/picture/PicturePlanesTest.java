package dev.brushcast.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Picture;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PicturePlanesTest {

    private static final Picture TWO_PIXELS = new Picture(2, 1, new byte[] {0, 51, (byte) 255, (byte) 255, 0, 51});

    @Test
    void planesAreRedThenGreenThenBlueFromMinusOneToOne() {
        float[] planes = new float[7];
        PicturePlanes.write(TWO_PIXELS, planes, 1);
        assertThat(planes).containsExactly(0, -1, 1, -0.6f, -1, 1, -0.6f);
    }

    @Test
    void everyByteComesBackAsItWas() {
        byte[] rgb = new byte[3 * 257 * 9];
        new Random(1).nextBytes(rgb);
        for (int b = 0; b < 256; b++) {
            rgb[b] = (byte) b;
        }
        float[] planes = new float[rgb.length];
        PicturePlanes.write(new Picture(257, 9, rgb), planes, 0);
        assertThat(PicturePlanes.read(planes, 0, 257, 9).rgb()).containsExactly(rgb);
    }

    @Test
    void whatIsOutOfRangeIsClipped() {
        float[] planes = {-1.5f, 1e30f, Float.NaN};
        assertThat(PicturePlanes.read(planes, 0, 1, 1).rgb()).containsExactly(0, 255, 0);
    }
}
