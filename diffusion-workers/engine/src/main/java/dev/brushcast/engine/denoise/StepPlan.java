package dev.brushcast.engine.denoise;

import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.schedule.StepCoefficients;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A frame's way from noise to picture.
 *
 * @param steps at least one, noisiest first
 * @param prediction what the network predicts
 * @param guidance kind, scale and delta
 * @param addNoise whether fresh noise is mixed in between steps
 * @param noise the noise of each step, shared arrays
 */
public record StepPlan(
        List<StepCoefficients> steps,
        PredictionType prediction,
        Guidance guidance,
        boolean addNoise,
        IntFunction<float[]> noise) {

    boolean last(int step) {
        return step == steps.size() - 1;
    }

    /** Noise of the step after this one; after the last comes the first. */
    float[] noiseAfter(int step) {
        return noise.apply(last(step) ? 0 : step + 1);
    }
}
