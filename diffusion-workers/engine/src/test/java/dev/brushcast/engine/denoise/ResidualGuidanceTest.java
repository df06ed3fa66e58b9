package dev.brushcast.engine.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.FixedBatchSize;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.batch.SequentialPlanner;
import dev.brushcast.engine.batch.StreamBatchPlanner;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.folder.BetaSchedule;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.folder.SchedulerConfig;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.DenoiseRow;
import dev.brushcast.engine.model.Denoiser;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.noise.NoiseSource;
import dev.brushcast.engine.schedule.LcmSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * All kinds of guidance on a network of one number, {@code 0.1 x + 0.001 t + c}, with c = 0.05 for the prompt and -0.05
 * for the negative one: worked out by hand for two steps (timesteps 359 and 99), noise 0.5 and -0.3, latents 1, 1, 0.2,
 * 0.2.
 */
class ResidualGuidanceTest {

    private static final LatentShape ONE = new LatentShape(1, 1, 1);
    private static final float[] LATENTS = {1, 1, 0.2f, 0.2f};
    private static final List<Integer> TWO_STEPS = List.of(32, 45);

    @Test
    void withoutGuidanceTheFirstPictureIsWarmUp() {
        assertOut(Guidance.OFF, true, -0.050909, 0.803041, 0.803041, 0.084110);
    }

    @Test
    void fullGuidanceLeadsAwayFromTheNegativePrompt() {
        assertOut(new Guidance(GuidanceKind.FULL, 1.2, 1), true, -0.057743, 0.776522, 0.776522, 0.057591);
    }

    @Test
    void selfGuidanceLeadsAwayFromTheResidualNoise() {
        assertOut(new Guidance(GuidanceKind.SELF, 1.2, 1), true, -0.061091, 0.760162, 0.760162, 0.070693);
    }

    @Test
    void initialGuidanceAsksTheNegativePromptOnce() {
        assertOut(new Guidance(GuidanceKind.INITIALIZE, 1.2, 1), true, -0.061091, 0.722687, 0.722687, 0.008560);
    }

    @Test
    void deltaWeakensTheResidualNoise() {
        assertOut(new Guidance(GuidanceKind.SELF, 1.4, 0.5), false, -0.071273, 0.721235, 0.721235, 0.049671);
    }

    @Test
    void withASingleStepTheRecordedResidualNoiseGoesFromFrameToFrame() {
        CarriedNoise noise = new CarriedNoise();
        FrameStarter starter = new FrameStarter(new LcmSchedule(scheduler()), noise, false);
        BatchLoop<DenoisingFrame> loop =
                new BatchLoop<>(new SequentialPlanner(), new UnetCalls(new FixedBatchSize(1), new Line()));
        Style style = style(new Guidance(GuidanceKind.SELF, 1.2, 1), true, List.of(32));
        List<Float> out = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            DenoisingFrame frame = starter.start(key(i), style, ticket(i), prompts(), ONE, new float[] {LATENTS[i]});
            loop.admit(frame);
            loop.advance(loop.plan());
            noise.left = Objects.requireNonNull(frame.stock());
            out.add(frame.latent()[0]);
        }
        assertThat(out.get(0)).isCloseTo(0.880268f, within(2e-6f));
        assertThat(out.get(1)).isCloseTo(0.854167f, within(2e-6f));
        assertThat(out.get(2)).isCloseTo(0.090765f, within(2e-6f));
    }

    @Test
    void aFrameStartsFromItsOwnNoiseAndNotFromWhatAnotherLeft() {
        Style style = style(new Guidance(GuidanceKind.SELF, 1.2, 1), true, List.of(32));
        BatchLoop<DenoisingFrame> loop =
                new BatchLoop<>(new SequentialPlanner(), new UnetCalls(new FixedBatchSize(1), new Line()));
        List<DenoisingFrame> frames = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            frames.add(starter().start(key(i), style, ticket(i), prompts(), ONE, new float[] {0.2f}));
            loop.admit(frames.getLast());
        }
        while (!loop.inFlight().isEmpty()) {
            loop.advance(loop.plan());
        }
        assertThat(frames)
                .extracting(frame -> frame.latent()[0])
                .containsOnly(frames.getFirst().latent()[0]);
    }

    private static void assertOut(Guidance guidance, boolean addNoise, double... want) {
        FrameStarter starter = starter();
        Style style = style(guidance, addNoise, TWO_STEPS);
        BatchLoop<DenoisingFrame> loop =
                new BatchLoop<>(new StreamBatchPlanner(1), new UnetCalls(new FixedBatchSize(4), new Line()));
        loop.admit(starter.zeroAt(1, key(0), style, ticket(-1), prompts(), ONE));
        for (int call = 0; call < want.length; call++) {
            loop.admit(starter.start(key(call), style, ticket(call), prompts(), ONE, new float[] {LATENTS[call]}));
            List<DenoisingFrame> called = loop.plan();
            loop.advance(called);
            DenoisingFrame done =
                    called.stream().filter(DenoisingFrame::isDone).findFirst().orElseThrow();
            assertThat((double) done.latent()[0]).as("call %d", call).isCloseTo(want[call], within(2e-6));
        }
    }

    private static Style style(Guidance guidance, boolean addNoise, List<Integer> steps) {
        Style plain = Style.of("");
        return plain.withSteps(Style.Steps.at(steps).withNoise(addNoise)).withGuidance(guidance);
    }

    private static FrameStarter starter() {
        return new FrameStarter(new LcmSchedule(scheduler()), new FixedNoise(), false);
    }

    private static SchedulerConfig scheduler() {
        return new SchedulerConfig(
                "LCMScheduler",
                1000,
                0.00085,
                0.012,
                BetaSchedule.SCALED_LINEAR,
                null,
                PredictionType.EPSILON,
                50,
                10,
                "leading",
                0,
                true,
                false);
    }

    private static FrameTicket ticket(int arrival) {
        return new FrameTicket("s", Long.MAX_VALUE, 0, arrival, new AtomicInteger());
    }

    private static FrameKey key(int number) {
        return new FrameKey("s", number, number);
    }

    private static PromptPair prompts() {
        return new PromptPair(
                new Conditioning(new float[] {0.05f}, null), new Conditioning(new float[] {-0.05f}, null));
    }

    private static class FixedNoise implements NoiseSource {

        @Override
        public float[] step(FrameKey frame, Style style, int step, LatentShape shape) {
            return new float[] {step == 0 ? 0.5f : -0.3f};
        }

        @Override
        public float[] start(FrameKey frame, Style style, LatentShape shape) {
            throw new UnsupportedOperationException();
        }

        @Override
        public float @Nullable [] posterior(FrameKey frame, LatentShape shape) {
            return null;
        }
    }

    /** What a frame leaves is what the next one starts from, as the reference has it with a single step. */
    private static final class CarriedNoise extends FixedNoise {

        private float[] left = {0};

        @Override
        public float[] residual(FrameKey frame, Style style, LatentShape shape) {
            return left;
        }
    }

    private record Line() implements Denoiser {

        @Override
        public void predict(List<DenoiseRow> rows, int batch) {
            for (DenoiseRow row : rows) {
                row.prediction()[0] = (float) (0.1 * row.latent()[0]
                        + 0.001 * row.timestep()
                        + row.conditioning().states()[0]);
            }
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
