package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.assembly.Engines;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Residual guidance of the built-in model in its default single step, on a still scene: nobody sees noise. */
class SingleStepGuidanceTest {

    private static final int FRAMES = 20;
    private static final Picture SCENE = photo();
    private static DiffusionEngine engine;

    @BeforeAll
    static void open() {
        engine = Engines.open(EngineConfig.of(BuiltInModel.IMAGE.folder())
                .withDevice("cpu")
                .withPictureSizes(List.of(new PictureSize(SCENE.width(), SCENE.height()))));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"SELF, 1.3, 0.8", "SELF, 1.3, 1", "SELF, 1.2, 0.5", "INITIALIZE, 1.3, 0.8", "INITIALIZE, 1.2, 0.5"})
    void aStillSceneStaysNearItsUnguidedPicture(GuidanceKind kind, double scale, double delta) {
        List<Picture> guided = render(new Guidance(kind, scale, delta));
        Picture plain = render(Guidance.OFF).getFirst();
        for (Picture picture : guided) {
            assertThat(meanDifference(plain, picture)).isBetween(0.5, 8.0);
        }
        assertThat(meanDifference(guided.getFirst(), guided.getLast())).isLessThan(0.01);
    }

    @Test
    void withoutDeltaResidualGuidanceIsOff() {
        assertThat(meanDifference(
                        render(new Guidance(GuidanceKind.SELF, 1.3, 0)).getLast(),
                        render(Guidance.OFF).getLast()))
                .isLessThan(0.01);
    }

    private static List<Picture> render(Guidance guidance) {
        Style plain = Style.of("oil painting");
        Style style = plain.withGuidance(guidance);
        List<Picture> pictures = new ArrayList<>();
        Continuity continuity = Continuity.NONE;
        for (int i = 0; i < FRAMES; i += 4) {
            List<SourceFrame> chunk = new ArrayList<>();
            for (int n = i; n < i + 4; n++) {
                chunk.add(new SourceFrame(n, 33_333L * n, SCENE, style));
            }
            RenderResult result = engine.open("s")
                    .render(new RenderRequest(chunk, continuity, Long.MAX_VALUE))
                    .toCompletableFuture()
                    .orTimeout(1, TimeUnit.MINUTES)
                    .join();
            continuity = result.continuity();
            result.frames().forEach(frame -> pictures.add(((RenderedFrame.Styled) frame).picture()));
        }
        return pictures;
    }

    private static Picture photo() {
        BufferedImage image;
        try {
            image = ImageIO.read(SingleStepGuidanceTest.class.getResource("/golden/picture.png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    private static double meanDifference(Picture one, Picture other) {
        long sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return (double) sum / one.rgb().length;
    }
}
