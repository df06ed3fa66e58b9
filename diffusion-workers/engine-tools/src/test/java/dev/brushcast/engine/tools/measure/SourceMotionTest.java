package dev.brushcast.engine.tools.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMotionTest {

    private final Texture texture = new Texture(1);

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0.5, -0.25", "-3, 2", "9, -6"})
    void aTextureThatMovesHasHardlyAnyWarpError(double dx, double dy) {
        Picture earlier = texture.from(0, 0);
        Picture later = texture.from(dx, dy);
        SourceMotion motion = SourceMotion.between(earlier, later);

        assertThat(motion.trustedShare()).isGreaterThan(0.6);
        assertThat(motion.warpError(earlier, later)).isLessThan(1.5);
    }

    @Test
    void flickerThatIsAddedIsFoundWhateverMoves() {
        SourceMotion motion = SourceMotion.between(texture.from(0, 0), texture.from(2, 1));
        Picture earlier = Texture.flickering(texture.from(0, 0), 1, 20);
        Picture later = Texture.flickering(texture.from(2, 1), 2, 20);

        // Two values off by up to 20 each, evenly: apart by 13.3 in the mean; less where the earlier is mixed of its
        // neighbours.
        assertThat(motion.warpError(earlier, later)).isBetween(9.0, 14.0);
    }

    @Test
    void theMotionIsTheSourcesAndNotTheOutputs() {
        SourceMotion motion = SourceMotion.between(texture.from(0, 0), texture.from(3, 0));
        Picture still = new Texture(7).from(0, 0);

        assertThat(motion.warpError(still, still)).isGreaterThan(10);
    }

    @Test
    void whatAnObjectUncoversCountsForNothing() {
        Texture object = new Texture(5);
        Picture earlier = withObject(object, 20);
        Picture later = withObject(object, 28);
        SourceMotion motion = SourceMotion.between(earlier, later);

        double everything = 0;
        for (int i = 0; i < later.rgb().length; i++) {
            everything += Math.abs((later.rgb()[i] & 0xff) - (earlier.rgb()[i] & 0xff));
        }
        assertThat(motion.trustedShare()).isBetween(0.6, 0.97);
        assertThat(motion.warpError(earlier, later)).isLessThan(everything / later.rgb().length / 4);
    }

    /** A square of one texture that lies on another. */
    private Picture withObject(Texture object, int left) {
        return Texture.picture(
                (x, y) -> x >= left && x < left + 32 && y >= 16 && y < 48 ? object.at(x - left, y) : texture.at(x, y));
    }

    @Test
    void anotherSceneHasNoMotionAndSaysSo() {
        SourceMotion motion = SourceMotion.between(noise(1), noise(2));

        assertThat(motion.isOneScene()).isFalse();
        assertThatThrownBy(() -> motion.warpError(noise(1), noise(2))).isInstanceOf(IllegalStateException.class);
    }

    private static Picture noise(int seed) {
        return Texture.flickering(Texture.picture((_, _) -> 128), seed, 120);
    }

    @Test
    void theWayBackIsReadWhereTheWayThereEnds() {
        // Left half still, right half moving: at the seam a way there ends in the other half.
        Picture earlier = texture.from(0, 0);
        Picture later = Texture.picture((x, y) -> x < 48 ? texture.at(x, y) : texture.at(x + 8, y));
        SourceMotion motion = SourceMotion.between(earlier, later);

        assertThat(motion.warpError(earlier, later)).isLessThan(4);
        assertThat(motion.trustedShare()).isGreaterThan(0.5);
    }

    @Test
    void aFlatPictureStandsStill() {
        Picture flat = Texture.picture((_, _) -> 90);
        SourceMotion motion = SourceMotion.between(flat, flat);

        assertThat(motion.trustedShare()).isEqualTo(1);
        assertThat(motion.warpError(flat, flat)).isCloseTo(0, within(1e-9));
    }
}
