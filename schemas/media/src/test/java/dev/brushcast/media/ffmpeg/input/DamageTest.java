package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @Test
    void aFileThatIsCutShortGivesItsFramesUpToThereAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(Clips.path("b-frames.mp4"));

        Reading reading = Clips.read(write("cut.mp4", Arrays.copyOf(whole, whole.length * 3 / 4)), 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSizeBetween(5, 23);
        assertThat(reading.cause()).contains("cut short");
    }

    @Test
    void aFileWhoseLastFrameIsShownLongAfterItIsDecodedIsWhole() {
        Reading reading = Clips.read("one-in-two-seconds.mp4", 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSize(4);
        assertThat(reading.cause()).isNull();
    }

    @Test
    void aFileWithoutASingleFrameIsRefusedWithOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(Clips.path("b-frames.mp4"));
        int index = new String(whole, StandardCharsets.ISO_8859_1).indexOf("mdat");

        assertThatThrownBy(() -> Clips.read(write("empty.mp4", Arrays.copyOf(whole, index + 4)), 64, 48, Fit.CROP))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("not a single frame")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aDamagedFrameIsCountedAndTheStreamGoesOn() throws IOException {
        byte[] bytes = Files.readAllBytes(Clips.path("intra.avi"));
        wipeFrame(bytes, 10);

        Reading reading = Clips.read(write("damaged.avi", bytes), 64, 48, Fit.CROP);

        assertThat(reading.lost()).isEqualTo(1);
        assertThat(reading.shots()).hasSize(23);
        assertThat(reading.shots().get(10).ptsUs()).isEqualTo(11 * 40_000);
        assertThat(reading.cause()).isNull();
    }

    /** Frames of an AVI file follow the mark 00dc and their length. */
    private static void wipeFrame(byte[] avi, int number) {
        String text = new String(avi, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("movi");
        for (int i = 0; i <= number; i++) {
            at = text.indexOf("00dc", at + 4);
        }
        int length = (avi[at + 4] & 0xff) | ((avi[at + 5] & 0xff) << 8);
        Arrays.fill(avi, at + 8, at + 8 + length, (byte) 0);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
