package dev.brushcast.engine.tools.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Picture;
import org.junit.jupiter.api.Test;

class PictureMeasuresTest {

    private final Picture picture = new Texture(3).from(0, 0);

    @Test
    void differenceIsTheMeanSquare() {
        Picture brighter = Texture.picture((_, _) -> 110);
        Picture flat = Texture.picture((_, _) -> 100);

        assertThat(PictureMeasures.differenceEnergy(flat, brighter)).isEqualTo(100);
        assertThat(PictureMeasures.differenceEnergy(picture, picture)).isZero();
    }

    @Test
    void blurTakesSharpnessAndNoiseGivesIt() {
        double sharp = PictureMeasures.sharpness(picture);

        assertThat(PictureMeasures.sharpness(Texture.blurred(picture, 3))).isLessThan(0.7 * sharp);
        assertThat(PictureMeasures.sharpness(Texture.flickering(picture, 1, 30)))
                .isGreaterThan(1.5 * sharp);
        // A ramp of two levels a pixel, but for the last column.
        assertThat(PictureMeasures.sharpness(Texture.picture((x, _) -> 2 * x)))
                .isCloseTo(4.0 * (Texture.WIDTH - 1) / Texture.WIDTH, within(1e-3));
    }

    @Test
    void aPictureIsLikeItselfAndUnlikeAnother() {
        assertThat(PictureMeasures.similarity(picture, picture)).isCloseTo(1, within(1e-9));
        assertThat(PictureMeasures.similarity(picture, Texture.flickering(picture, 1, 20)))
                .isBetween(0.5, 0.98);
        assertThat(PictureMeasures.similarity(picture, new Texture(9).from(0, 0)))
                .isLessThan(0.3);
    }

    @Test
    void coloursAreToldByChannel() {
        byte[] rgb = {0, 10, (byte) 255, 100, 10, (byte) 255};
        Picture two = new Picture(2, 1, rgb);

        assertThat(PictureMeasures.mean(two, 0)).isEqualTo(50);
        assertThat(PictureMeasures.mean(two, 1)).isEqualTo(10);
        assertThat(PictureMeasures.mean(two, 2)).isEqualTo(255);
        assertThat(PictureMeasures.spread(two, 0)).isEqualTo(50);
        assertThat(PictureMeasures.spread(two, 1)).isZero();
        assertThat(PictureMeasures.clipped(two)).isEqualTo(0.5);
    }
}
