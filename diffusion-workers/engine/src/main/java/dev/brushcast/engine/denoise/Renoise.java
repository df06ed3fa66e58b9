package dev.brushcast.engine.denoise;

import dev.brushcast.engine.schedule.StepCoefficients;

/** Noises a clean latent to the next step. */
final class Renoise {

    private Renoise() {}

    static void forNext(StepPlan plan, int step, float[] latent) {
        if (plan.last(step)) {
            return;
        }
        StepCoefficients next = plan.steps().get(step + 1);
        if (!plan.addNoise()) {
            double share = next.a();
            for (int i = 0; i < latent.length; i++) {
                latent[i] = (float) (share * latent[i]);
            }
            return;
        }
        float[] noise = plan.noise().apply(step + 1);
        double a = next.a();
        double b = next.b();
        for (int i = 0; i < latent.length; i++) {
            latent[i] = (float) (a * latent[i] + b * noise[i]);
        }
    }
}
