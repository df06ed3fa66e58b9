package dev.brushcast.engine.denoise;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.schedule.StepCoefficients;

/**
 * One step of residual classifier-free guidance (StreamDiffusion, Kodaira et al. 2023): the unconditional prediction is
 * a virtual residual noise that travels with the frame, instead of a second row.
 */
final class ResidualStep {

    private ResidualStep() {}

    /**
     * Replaces a noisy latent as {@link PlainStep} does, and the residual noise by the one of the next step: that step's
     * noise plus how far the prediction leads the noised residual from it.
     */
    static void advance(StepPlan plan, int step, float[] latent, float[] prediction, float[] stock) {
        StepCoefficients at = plan.steps().get(step);
        PredictionType type = plan.prediction();
        Guidance guidance = plan.guidance();
        boolean acts = GuidanceRule.residualActs(guidance);
        double ratio = plan.last(step) ? 1 : nextRatio(plan, step);
        float[] noiseAfter = plan.noiseAfter(step);
        for (int i = 0; i < latent.length; i++) {
            double noise = at.noise(type, latent[i], prediction[i]);
            if (acts) {
                double unconditional = guidance.delta() * stock[i];
                noise = unconditional + guidance.scale() * (noise - unconditional);
            }
            latent[i] = (float) at.x0FromNoise(latent[i], noise);
            stock[i] = (float) (noiseAfter[i] + at.x0FromNoise(at.b() * stock[i], noise) * ratio);
        }
        Renoise.forNext(plan, step, latent);
    }

    private static double nextRatio(StepPlan plan, int step) {
        StepCoefficients next = plan.steps().get(step + 1);
        return next.a() / next.b();
    }
}
