package dev.brushcast.engine.denoise;

import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.schedule.StepCoefficients;
import org.jspecify.annotations.Nullable;

/** One step without residual noise: guidance NONE or FULL. */
final class PlainStep {

    private PlainStep() {}

    /**
     * Replaces a noisy latent by the one of the next step, or by the clean one after the last.
     *
     * @param negative the negative prompt's prediction, or null where guidance is off
     */
    static void advance(StepPlan plan, int step, float[] latent, float[] prediction, float @Nullable [] negative) {
        StepCoefficients at = plan.steps().get(step);
        PredictionType type = plan.prediction();
        double scale = plan.guidance().scale();
        for (int i = 0; i < latent.length; i++) {
            double predicted =
                    negative == null ? prediction[i] : negative[i] + scale * (prediction[i] - (double) negative[i]);
            latent[i] = (float) at.x0(type, latent[i], predicted);
        }
        Renoise.forNext(plan, step, latent);
    }
}
