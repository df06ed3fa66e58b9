package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.assembly.Engines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A model that was distilled with guidance: it takes the scale from the style, row by row. */
class EmbeddedGuidanceTest {

    private static final int SIDE = 32;
    private static final double[] SCALES = {1, 2.5, 8.5, 14};
    private static DiffusionEngine engine;

    @BeforeAll
    static void open() {
        engine = Engines.open(EngineConfig.of(Path.of("src/test/resources/vectors-diffusers/models/lcm"))
                .withDevice("cpu")
                .withFixedBatch(SCALES.length)
                .withPictureSizes(List.of(new PictureSize(SIDE, SIDE))));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void theScaleChangesThePicture() {
        List<byte[]> pictures = new ArrayList<>();
        for (double scale : SCALES) {
            byte[] picture = styled(render(scale).getFirst());
            assertThat(pictures).doesNotContain(picture);
            pictures.add(picture);
        }
    }

    @Test
    void rowsOfOneBatchAreToldScalesOfTheirOwn() {
        List<RenderedFrame> together = render(SCALES);
        for (int i = 0; i < SCALES.length; i++) {
            assertThat(styled(together.get(i)))
                    .isEqualTo(styled(render(SCALES[i]).getFirst()));
        }
    }

    @Test
    void guidanceFromOutsideIsRefusedWithWhatToAskFor() {
        assertThat(render(List.of(frame(new Guidance(GuidanceKind.SELF, 1.3, 1)))))
                .singleElement()
                .isInstanceOfSatisfying(RenderedFrame.Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo("style");
                    assertThat(failed.message()).contains("ask for NONE");
                });
    }

    private static List<RenderedFrame> render(double... scales) {
        List<SourceFrame> frames = new ArrayList<>();
        for (double scale : scales) {
            frames.add(frame(new Guidance(GuidanceKind.NONE, scale, 1)));
        }
        return render(frames);
    }

    private static List<RenderedFrame> render(List<SourceFrame> frames) {
        return engine.open("s")
                .render(new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join()
                .frames();
    }

    /** Always the same picture. */
    private static SourceFrame frame(Guidance guidance) {
        Style plain = Style.of("an oil painting");
        Style style = plain.withSteps(Style.Steps.at(List.of(16, 32))).withGuidance(guidance);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        new Random(5).nextBytes(rgb);
        return new SourceFrame(0, 0, new Picture(SIDE, SIDE, rgb), style);
    }

    private static byte[] styled(RenderedFrame frame) {
        return ((RenderedFrame.Styled) frame).picture().rgb();
    }
}
