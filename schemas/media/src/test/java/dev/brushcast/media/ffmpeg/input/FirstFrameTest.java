package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.ffmpeg.input.Clips.Shot;
import dev.brushcast.media.source.SourceInfo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the pictures say of themselves, and not their container. */
class FirstFrameTest {

    private static final int RED = 0xff0000;
    private static final int GREEN = 0x00ff00;
    private static final int BLUE = 0x0000ff;
    private static final int WHITE = 0xffffff;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @Test
    void aVideoThatOnlyItsPicturesSayIsTurnedStandsUpright() {
        Reading reading = Clips.read("turned-in-pictures.mp4", 48, 64, Fit.CROP);

        assertUpright(reading);
    }

    @ParameterizedTest
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void aPhotoIsTurnedAndMirroredAsItSays(int orientation, String quarters) throws IOException {
        Path photo = Files.write(folder.resolve("a.jpg"), photo(orientation));
        boolean tall = orientation > 4;

        Reading reading = Clips.read(photo, tall ? 48 : 64, tall ? 64 : 48, Fit.CROP);

        assertThat(reading.info().displayHeight()).isEqualTo(tall ? 64 : 48);
        Shot shot = reading.shots().getFirst();
        assertThat(letter(shot, 0, 0) + letter(shot, 2, 0) + letter(shot, 0, 2) + letter(shot, 2, 2))
                .isEqualTo(quarters);
    }

    /** Quarters as coded: red and green above, blue and white below. */
    private static byte[] photo(int orientation) throws IOException {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            int x = i % 64;
            int y = i / 64;
            picture.setRGB(x, y, y < 24 ? (x < 32 ? RED : GREEN) : (x < 32 ? BLUE : WHITE));
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        byte[] plain = jpeg.toByteArray();
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        photo.write(plain, 0, 2);
        photo.write(exif(orientation));
        photo.write(plain, 2, plain.length - 2);
        return photo.toByteArray();
    }

    /** With a single entry. */
    private static byte[] exif(int orientation) {
        return HexFormat.of()
                .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "00010112000300000001" + "000" + orientation
                        + "0000" + "00000000");
    }

    private static String letter(Shot shot, int left, int top) {
        boolean red = shot.mean(0, left, top, left + 2, top + 2) > 128;
        boolean green = shot.mean(1, left, top, left + 2, top + 2) > 128;
        return red ? (green ? "W" : "R") : green ? "G" : "B";
    }

    private static void assertUpright(Reading reading) {
        assertThat(reading.info())
                .extracting(SourceInfo::displayWidth, SourceInfo::displayHeight)
                .containsExactly(48, 64);
        Shot first = reading.shots().getFirst();
        assertThat(first.mean(0, 0, 0, 4, 1)).as("red above").isGreaterThan(200);
        assertThat(first.mean(2, 0, 3, 4, 4)).as("blue below").isGreaterThan(200);
        assertThat(reading.turns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha-vp8.webm", "alpha-vp9.webm"})
    void whatIsTransparentBesideThePictureIsSeenOverBlack(String clip) {
        Shot first = Clips.read(clip, 64, 48, Fit.CROP).shots().getFirst();

        assertThat(first.mean(0, 0, 0, 1, 4)).isCloseTo(80, within(8.0));
        assertThat(first.mean(0, 3, 0, 4, 4)).isCloseTo(255, within(4.0));
    }
}
