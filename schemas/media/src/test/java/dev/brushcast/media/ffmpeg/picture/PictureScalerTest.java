package dev.brushcast.media.ffmpeg.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.RgbPicture;
import org.junit.jupiter.api.Test;

class PictureScalerTest {

    /** Red grows to the right, green downwards, blue is the same everywhere. */
    private static RgbPicture slope(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (y * width + x);
                rgb[at] = (byte) (250 * x / (width - 1));
                rgb[at + 1] = (byte) (250 * y / (height - 1));
                rgb[at + 2] = 77;
            }
        }
        return new RgbPicture(width, height, rgb);
    }

    private static double meanDifference(RgbPicture one, RgbPicture other) {
        double sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return sum / one.rgb().length;
    }

    @Test
    void aPictureThatIsMadeSmallerAndLargerAgainIsThePicture() {
        RgbPicture picture = slope(128, 72);

        RgbPicture half = PictureScaler.scale(picture, 64, 36);
        RgbPicture whole = PictureScaler.scale(half, 128, 72);

        assertThat(half.width()).isEqualTo(64);
        assertThat(half.height()).isEqualTo(36);
        assertThat(meanDifference(half, slope(64, 36))).isLessThan(2);
        assertThat(meanDifference(whole, picture)).isLessThan(2);
    }

    @Test
    void aPictureOfTheSizeStaysAsItIs() {
        RgbPicture picture = slope(16, 16);

        assertThat(PictureScaler.scale(picture, 16, 16)).isSameAs(picture);
    }

    @Test
    void proportionsMayChange() {
        RgbPicture wide = PictureScaler.scale(slope(120, 120), 96, 64);

        assertThat(meanDifference(wide, slope(96, 64))).isLessThan(3);
    }
}
