package dev.brushcast.engine.denoise;

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
        // Taken out of the loops, which the compiler then vectorises.
        double ofLatent = at.x0OfLatent(plan.prediction());
        double ofPrediction = at.x0OfPrediction(plan.prediction());
        if (negative == null) {
            for (int i = 0; i < latent.length; i++) {
                latent[i] = (float) (ofLatent * latent[i] + ofPrediction * prediction[i]);
            }
        } else {
            double scale = plan.guidance().scale();
            for (int i = 0; i < latent.length; i++) {
                double guided = negative[i] + scale * (prediction[i] - (double) negative[i]);
                latent[i] = (float) (ofLatent * latent[i] + ofPrediction * guided);
            }
        }
        Renoise.forNext(plan, step, latent);
    }
}
