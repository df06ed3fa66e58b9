package dev.brushcast.engine.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.engine.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureResizerTest {

    private static final Path RECORDED = Path.of("src/test/resources/preprocess");

    static Stream<Arguments> recorded() throws IOException {
        JsonNode items = new ObjectMapper()
                .readTree(RECORDED.resolve("preprocess.json").toFile())
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .flatMap(item -> Stream.of(
                        Arguments.of(item, ResamplingFilter.LANCZOS, "direct"),
                        Arguments.of(item, ResamplingFilter.BICUBIC, "bicubic")));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void preparesPicturesToTheBitAsTheReference(JsonNode item, ResamplingFilter filter, String kind)
            throws IOException {
        Picture source = read(RECORDED.resolve(item.path("source").textValue()));
        int width = item.path("width").intValue();
        int height = item.path("height").intValue();

        Picture resized = PictureResizer.resize(source, filter, width, height);

        float[] planes = new float[3 * width * height];
        PicturePlanes.write(resized, planes, 0);
        assertThat(planes).containsExactly(npy(RECORDED.resolve(item.path(kind).textValue())));
    }

    @ParameterizedTest
    @EnumSource
    void aFlatPictureStaysFlat(ResamplingFilter filter) {
        byte[] rgb = new byte[3 * 37 * 23];
        Arrays.fill(rgb, (byte) 200);

        Picture resized = PictureResizer.resize(new Picture(37, 23, rgb), filter, 64, 8);

        assertThat(resized.width()).isEqualTo(64);
        assertThat(resized.height()).isEqualTo(8);
        assertThat(resized.rgb()).containsOnly((byte) 200);
    }

    @Test
    void aPictureOfTheRightSizeIsReturnedItself() {
        Picture picture = new Picture(8, 8, new byte[3 * 64]);
        assertThat(PictureResizer.resize(picture, ResamplingFilter.LANCZOS, 8, 8))
                .isSameAs(picture);
    }

    @Test
    void aPictureOfAnotherSizeThanPromisedIsRefused() {
        PictureResizer resizer = new PictureResizer(ResamplingFilter.BICUBIC, 16, 16, 8, 8);
        assertThatThrownBy(() -> resizer.resize(new Picture(16, 8, new byte[3 * 128])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16x8");
    }

    @Test
    void sidesAreRoundedDown() {
        assertThat(PictureResizer.roundDown(71, 8)).isEqualTo(64);
        assertThat(PictureResizer.roundDown(64, 8)).isEqualTo(64);
    }

    private static Picture read(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    private static float[] npy(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(10 + bytes.getShort(8));
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
