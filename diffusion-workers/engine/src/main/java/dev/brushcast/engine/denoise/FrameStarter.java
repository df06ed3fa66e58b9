package dev.brushcast.engine.denoise;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.denoise.DenoisingFrame.PromptPair;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.noise.FrameKey;
import dev.brushcast.engine.noise.NoiseSource;
import dev.brushcast.engine.schedule.LcmSchedule;
import dev.brushcast.engine.schedule.StepCoefficients;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Noises a frame's latent to its first step and sets it on its way. Safe for use by several threads. */
public final class FrameStarter {

    private final LcmSchedule schedule;
    private final NoiseSource noise;
    private final boolean imageConditioned;

    /** @param imageConditioned whether the network is given the picture's latent beside the noisy one */
    public FrameStarter(LcmSchedule schedule, NoiseSource noise, boolean imageConditioned) {
        this.schedule = schedule;
        this.noise = noise;
        this.imageConditioned = imageConditioned;
    }

    /** Whether a style's guidance needs the negative prompt. */
    public static boolean needsNegative(Style style) {
        return GuidanceRule.needsNegative(style.guidance(), 0);
    }

    /**
     * A frame before its first step.
     *
     * @param style with at least one t index
     * @param pictureLatent the picture's latent, or null to start from noise alone
     * @throws IllegalArgumentException if the style's steps do not fit the schedule
     */
    public DenoisingFrame start(
            FrameKey key,
            Style style,
            FrameTicket ticket,
            PromptPair prompts,
            LatentShape shape,
            float @Nullable [] pictureLatent) {
        StepPlan plan = plan(key, style, shape);
        float[] latent = pictureLatent == null
                ? noise.start(key, style, shape).clone()
                : noised(plan.steps().getFirst(), pictureLatent, plan.noise().apply(0));
        float[] stock = GuidanceRule.hasResidual(style.guidance())
                ? noise.residual(key, style, shape).clone()
                : null;
        return new DenoisingFrame(
                ticket, shape, plan, prompts, latent, imageConditioned ? pictureLatent : null, stock, 0);
    }

    /** A frame of zeros in the middle of its way, as the reference's buffer holds before the first frames reach it. */
    public DenoisingFrame zeroAt(
            int step, FrameKey key, Style style, FrameTicket ticket, PromptPair prompts, LatentShape shape) {
        float[] stock = GuidanceRule.hasResidual(style.guidance()) ? new float[shape.size()] : null;
        return new DenoisingFrame(
                ticket,
                shape,
                plan(key, style, shape),
                prompts,
                new float[shape.size()],
                imageConditioned ? new float[shape.size()] : null,
                stock,
                step);
    }

    private StepPlan plan(FrameKey key, Style style, LatentShape shape) {
        List<StepCoefficients> steps =
                schedule.steps(style.steps().inferenceSteps(), style.steps().tIndexList());
        // Drawn here and not when a step needs it: the thread that denoises does nothing but that.
        List<float[]> noises = IntStream.range(0, steps.size())
                .mapToObj(step -> noise.step(key, style, step, shape))
                .toList();
        return new StepPlan(
                steps, schedule.prediction(), style.guidance(), style.steps().addNoise(), noises::get);
    }

    private static float[] noised(StepCoefficients at, float[] clean, float[] noise) {
        float[] latent = new float[clean.length];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = (float) at.noised(clean[i], noise[i]);
        }
        return latent;
    }
}
