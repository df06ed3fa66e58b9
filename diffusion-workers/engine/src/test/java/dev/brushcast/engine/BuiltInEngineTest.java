package dev.brushcast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.assembly.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole engine on the built-in model. */
class BuiltInEngineTest {

    private static final int SIDE = 64;
    private static DiffusionEngine engine;

    @BeforeAll
    static void open() {
        engine = Engines.open(EngineConfig.of(BuiltInModel.IMAGE.folder())
                .withDevice("cpu")
                .withPictureSizes(List.of(new PictureSize(SIDE, SIDE))));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void anEmptyPromptGivesThePictureBack() {
        Picture picture = picture(1);
        RenderResult result = render(List.of(frame(0, picture, Style.of(""))), Continuity.NONE);
        Picture styled = styled(result.frames().getFirst());
        assertThat(meanDifference(picture, styled)).isLessThan(12);
    }

    @Test
    void aStyleChangesThePicture() {
        Picture picture = picture(1);
        RenderResult result = render(List.of(frame(0, picture, Style.of("a pencil sketch"))), Continuity.NONE);
        assertThat(meanDifference(picture, styled(result.frames().getFirst()))).isGreaterThan(12);
    }

    @Test
    void everyFrameHasItsOutcomeInOrder() {
        List<SourceFrame> frames = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            frames.add(frame(i, picture(i), Style.of(i % 2 == 0 ? "" : "oil painting")));
        }
        RenderResult together = render(frames, Continuity.NONE);
        assertThat(together.frames()).hasSize(9).allMatch(RenderedFrame.Styled.class::isInstance);
        for (int i = 0; i < 9; i++) {
            RenderResult alone = render(List.of(frames.get(i)), Continuity.NONE);
            assertThat(meanDifference(
                            styled(alone.frames().getFirst()),
                            styled(together.frames().get(i))))
                    .isLessThan(0.01);
        }
        assertThat(together.continuity().referenceFrame()).isEqualTo(8);
    }

    @Test
    void aFrameNotBegunByItsDeadlineIsLate() {
        RenderResult result = engine.open("s")
                .render(new RenderRequest(
                        List.of(frame(0, picture(0), Style.of(""))), Continuity.NONE, System.nanoTime() - 1))
                .toCompletableFuture()
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
        assertThat(result.frames()).containsExactly(new RenderedFrame.Late());
        assertThat(result.continuity()).isEqualTo(Continuity.NONE);
    }

    @Test
    void aPictureOfAnOddSizeIsRefusedWithTheSizeThatFits() {
        Picture odd = new Picture(63, 64, new byte[3 * 63 * 64]);
        assertThatThrownBy(() -> render(List.of(frame(0, odd, Style.of(""))), Continuity.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of " + engine.description().sideMultiple());
    }

    @Test
    void aScheduleLongerThanTheModelsFailsThatFrameAlone() {
        Style plain = Style.of("");
        Style tooLong = plain.withRevision(1).withSteps(new Style.Steps(List.of(60), 80, true));
        RenderResult result =
                render(List.of(frame(0, picture(0), tooLong), frame(1, picture(1), plain)), Continuity.NONE);
        assertThat(result.frames().getFirst()).isInstanceOfSatisfying(RenderedFrame.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo("style");
            assertThat(failed.message()).contains("80").contains("50");
        });
        assertThat(result.frames().getLast()).isInstanceOf(RenderedFrame.Styled.class);
    }

    @Test
    void describesTheModel() {
        assertThat(engine.description())
                .isEqualTo(new EngineDescription(
                        "builtin",
                        "cpu",
                        4,
                        256 * 256,
                        engine.description().mostPixels(),
                        0,
                        false,
                        engine.description().modelHash()));
        assertThat(engine.description().modelHash()).matches("[0-9a-f]{64}");
        // Live pictures of usual sizes are taken on any machine; how large they may be beyond that is the machine's
        // affair.
        assertThat(engine.description().mostPixels()).isGreaterThanOrEqualTo(256 * 256);
    }

    private static RenderResult render(List<SourceFrame> frames, Continuity continuity) {
        CompletionStage<RenderResult> result =
                engine.open("s").render(new RenderRequest(frames, continuity, Long.MAX_VALUE));
        return result.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private static SourceFrame frame(int number, Picture picture, Style style) {
        return new SourceFrame(number, 1_000_000L + number * 33_333L, picture, style);
    }

    /** Soft blobs of colour: nothing finer than the model can give back. */
    private static Picture picture(int seed) {
        Random random = new Random(seed);
        double[] phase = random.doubles(6, 0, 6).toArray();
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int c = 0; c < 3; c++) {
                    double v = Math.sin(x / 9.0 + phase[c]) + Math.cos(y / 11.0 + phase[c + 3]);
                    rgb[3 * (y * SIDE + x) + c] = (byte) (int) (127 + 50 * v);
                }
            }
        }
        return new Picture(SIDE, SIDE, rgb);
    }

    private static Picture styled(RenderedFrame frame) {
        assertThat(frame).isInstanceOf(RenderedFrame.Styled.class);
        return ((RenderedFrame.Styled) frame).picture();
    }

    private static double meanDifference(Picture one, Picture other) {
        long sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            sum += Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff));
        }
        return (double) sum / one.rgb().length;
    }
}
