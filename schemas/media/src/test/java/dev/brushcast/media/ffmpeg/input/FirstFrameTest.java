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
import org.junit.jupiter.params.provider.ValueSource;

/** What only the pictures say of themselves, and not their container. */
class FirstFrameTest {

    /** EXIF with a single entry, the orientation 6: to be turned clockwise by a quarter. */
    private static final byte[] TURNED = HexFormat.of()
            .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "00010112000300000001" + "00060000" + "00000000");

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @Test
    void aVideoThatOnlyItsPicturesSayIsTurnedStandsUpright() {
        Reading reading = Clips.read("turned-in-pictures.mp4", 48, 64, Fit.CROP);

        assertUpright(reading);
    }

    @Test
    void aPhotoIsTurnedAsItSays() throws IOException {
        BufferedImage halves = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                halves.setRGB(x, y, x < 32 ? 0xff0000 : 0x0000ff);
            }
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(halves, "jpg", jpeg);
        byte[] plain = jpeg.toByteArray();
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(plain, 0, 2);
        turned.write(TURNED);
        turned.write(plain, 2, plain.length - 2);

        assertUpright(Clips.read(Files.write(folder.resolve("a.jpg"), turned.toByteArray()), 48, 64, Fit.CROP));
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
