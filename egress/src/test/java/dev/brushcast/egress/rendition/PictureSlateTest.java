package dev.brushcast.egress.rendition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.RgbPicture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureSlateTest {

    @TempDir
    private Path folder;

    @Test
    void theOneThatComesWithTheEgressFitsAnySizeAndIsTheSameEachTime() {
        try (PictureSlate slate = PictureSlate.open(null);
                PictureSlate other = PictureSlate.open(null)) {
            RgbPicture wide = slate.picture(256, 144);
            RgbPicture high = slate.picture(96, 160);

            assertThat(wide.rgb()).hasSize(3 * 256 * 144);
            assertThat(high.rgb()).hasSize(3 * 96 * 160);
            assertThat(brightest(wide)).isGreaterThan(100);
            assertThat(shade(wide, 0, 0))
                    .as("its edges cannot be told from bars")
                    .isLessThan(4);
            assertThat(other.picture(256, 144).rgb()).isEqualTo(wide.rgb());
            assertThat(slate.picture(256, 144).rgb()).isEqualTo(wide.rgb());
        }
    }

    @Test
    void aPictureIsShownWholeAndStaysThoughItsFileGoes() throws Exception {
        Path file = picture(64, 64);
        try (PictureSlate slate = PictureSlate.open(file)) {
            Files.delete(file);
            RgbPicture shown = slate.picture(128, 64);

            assertThat(shade(shown, 64, 32)).isGreaterThan(240);
            assertThat(shade(shown, 10, 32)).as("a bar beside it").isZero();
            assertThat(shade(shown, 118, 32)).isZero();
        }
    }

    @Test
    void whatIsNoPictureIsRefusedInOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("slate.txt"), "no picture");

        for (Path file : new Path[] {text, folder.resolve("none.png"), folder}) {
            assertThatThrownBy(() -> PictureSlate.open(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the slate cannot be shown")
                    .hasMessageContaining("PNG or JPEG")
                    .hasMessageNotContaining("\n");
        }
    }

    private Path picture(int width, int height) throws Exception {
        byte[] white = new byte[3 * width * height];
        Arrays.fill(white, (byte) 255);
        try (FramePayload jpeg = FramePayloads.of(PayloadFormat.JPEG)) {
            return Files.write(folder.resolve("slate.jpg"), jpeg.encode(new RgbPicture(width, height, white)));
        }
    }

    private static int shade(RgbPicture picture, int x, int y) {
        return picture.rgb()[3 * (y * picture.width() + x)] & 0xFF;
    }

    private static int brightest(RgbPicture picture) {
        int brightest = 0;
        for (byte shade : picture.rgb()) {
            brightest = Math.max(brightest, shade & 0xFF);
        }
        return brightest;
    }
}
