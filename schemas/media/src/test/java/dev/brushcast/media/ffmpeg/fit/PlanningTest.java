package dev.brushcast.media.ffmpeg.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.fit.FitPlan.Box;
import org.junit.jupiter.api.Test;

class PlanningTest {

    @Test
    void aWidePictureIsCutAtItsSides() {
        assertThat(FitPlan.of(1280, 720, 1, 256, 256, Fit.CROP))
                .isEqualTo(new FitPlan(new Box(280, 0, 720, 720), 256, 256));
    }

    @Test
    void aTallPictureIsCutAboveAndBelow() {
        assertThat(FitPlan.of(720, 1280, 1, 256, 144, Fit.CROP))
                .isEqualTo(new FitPlan(new Box(0, 436, 720, 405), 256, 144));
    }

    @Test
    void paddingKeepsTheWholePicture() {
        assertThat(FitPlan.of(1280, 720, 1, 256, 256, Fit.PAD))
                .isEqualTo(new FitPlan(new Box(0, 0, 1280, 720), 256, 144));
        assertThat(FitPlan.of(720, 1280, 1, 256, 256, Fit.PAD))
                .isEqualTo(new FitPlan(new Box(0, 0, 720, 1280), 144, 256));
    }

    @Test
    void theShapeOfPixelsCounts() {
        // PAL 4:3 is stored as 720x576 with pixels of 16:15.
        assertThat(FitPlan.of(720, 576, 16.0 / 15, 400, 300, Fit.PAD))
                .isEqualTo(new FitPlan(new Box(0, 0, 720, 576), 400, 300));
    }

    @Test
    void theNarrowestPictureStillHasAPixel() {
        assertThat(FitPlan.of(1, 4000, 1, 256, 16, Fit.PAD)).isEqualTo(new FitPlan(new Box(0, 0, 1, 4000), 1, 16));
    }

    @Test
    void everyTurnAndMirrorOfAMatrixIsUndone() {
        // Pixels a b c / d e f.
        RgbPicture coded = picture(3, 2, "abcdef");

        assertThat(turned(coded, 1, 0, 0, 1)).isEqualTo("3x2 abcdef");
        assertThat(turned(coded, -1, 0, 0, -1)).isEqualTo("3x2 fedcba"); // upside down
        assertThat(turned(coded, -1, 0, 0, 1)).isEqualTo("3x2 cbafed"); // mirrored
        assertThat(turned(coded, 0, 1, -1, 0)).isEqualTo("2x3 daebfc"); // clockwise
        assertThat(turned(coded, 0, -1, 1, 0)).isEqualTo("2x3 cfbead"); // anticlockwise
        assertThat(turned(coded, 0, 1, 1, 0)).isEqualTo("2x3 adbecf"); // transposed
    }

    private static String turned(RgbPicture picture, int m0, int m1, int m3, int m4) {
        int one = 1 << 16;
        int[] matrix = {m0 * one, m1 * one, 0, m3 * one, m4 * one, 0, 0, 0, 1 << 30};
        RgbPicture upright = Orientation.ofDisplayMatrix(matrix).apply(picture);
        StringBuilder text = new StringBuilder(upright.width() + "x" + upright.height() + " ");
        for (int i = 0; i < upright.rgb().length; i += 3) {
            text.append((char) upright.rgb()[i]);
        }
        return text.toString();
    }

    private static RgbPicture picture(int width, int height, String pixels) {
        byte[] rgb = new byte[3 * pixels.length()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) pixels.charAt(i / 3);
        }
        return new RgbPicture(width, height, rgb);
    }
}
