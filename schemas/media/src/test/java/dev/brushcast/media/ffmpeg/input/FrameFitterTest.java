package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.input.Clips.Shot;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFitterTest {

    private static final int RED = 0;
    private static final int BLUE = 2;
    private static final Offset<Double> A_LITTLE = within(3.0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bt601-limited.mkv",
                "bt709-limited.mkv",
                "bt709-full.mkv",
                "bt2020-limited.mkv",
                "untagged-sd.mkv",
                "untagged-hd.mkv"
            })
    void aColourComesOutAsItWentInWhateverItsMatrixAndRange(String clip) {
        Shot shot = Clips.read(clip, 32, 16, Fit.STRETCH).shots().getFirst();

        assertThat(shot.mean(0, 0, 0, 4, 4)).isCloseTo(200, A_LITTLE);
        assertThat(shot.mean(1, 0, 0, 4, 4)).isCloseTo(60, A_LITTLE);
        assertThat(shot.mean(2, 0, 0, 4, 4)).isCloseTo(40, A_LITTLE);
    }

    @Test
    void aPictureTakenWithTheCameraOnItsSideStandsUpright() {
        // Red on the left as coded: turned clockwise, red is on top.
        Shot shot = Clips.read("turned.mp4", 48, 64, Fit.CROP).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 4, 1)).isGreaterThan(200);
        assertThat(shot.mean(BLUE, 0, 0, 4, 1)).isLessThan(40);
        assertThat(shot.mean(BLUE, 0, 3, 4, 4)).isGreaterThan(200);
    }

    @Test
    void aTurnedPictureIsPaddedAtItsSides() {
        Shot shot = Clips.read("turned.mp4", 96, 64, Fit.PAD).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 1, 4)).isZero();
        assertThat(shot.mean(RED, 3, 0, 4, 4)).isZero();
        assertThat(shot.mean(RED, 2, 0, 3, 2)).isGreaterThan(200);
        assertThat(shot.mean(BLUE, 2, 2, 3, 4)).isGreaterThan(200);
    }

    @Test
    void widePixelsMakeAWidePicture() {
        // 48x96 pixels of twice their height in width: a square, which fills a square frame without cut or bar.
        Shot shot = Clips.read("wide-pixels.mkv", 64, 64, Fit.PAD).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 1, 4)).isGreaterThan(200);
        assertThat(shot.mean(BLUE, 3, 0, 4, 4)).isGreaterThan(200);
    }

    @Test
    void oddSizesLoseNothing() {
        Shot shot = Clips.read("odd-size.mkv", 65, 49, Fit.CROP).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 1, 4)).isGreaterThan(200);
        assertThat(shot.mean(BLUE, 3, 0, 4, 4)).isGreaterThan(200);
    }

    @Test
    void croppingCutsBothSidesAlike() {
        Shot shot = Clips.read("still.png", 16, 48, Fit.CROP).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 1, 4)).isGreaterThan(200);
        assertThat(shot.mean(BLUE, 3, 0, 4, 4)).isGreaterThan(200);
    }

    @Test
    void aMuchSmallerPictureIsStillTheWholePicture() {
        Shot shot = Clips.read("still.png", 16, 12, Fit.CROP).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 1, 4)).isGreaterThan(250);
        assertThat(shot.mean(BLUE, 3, 0, 4, 4)).isGreaterThan(250);
        assertThat(shot.mean(RED, 0, 0, 4, 4)).isCloseTo(127, A_LITTLE);
    }

    @Test
    void whatIsTransparentIsSeenOverBlack() {
        Shot shot = Clips.read("alpha.mov", 64, 48, Fit.CROP).shots().getFirst();

        assertThat(shot.mean(RED, 0, 0, 1, 4)).isCloseTo(128, A_LITTLE);
        assertThat(shot.mean(RED, 3, 0, 4, 4)).isCloseTo(255, A_LITTLE);
    }

    @Test
    void tenBitsBecomeEight() {
        var shots = Clips.read("ten-bit.mkv", 64, 48, Fit.CROP).shots();

        for (int n = 0; n < 4; n++) {
            double luma = (80 + 32 * n) / 4.0;
            assertThat(shots.get(n).mean()).isCloseTo((luma - 16) * 255 / 219, A_LITTLE);
        }
    }
}
