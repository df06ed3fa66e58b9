package dev.brushcast.engine.noise;

import dev.brushcast.engine.Style.Blend;
import dev.brushcast.engine.Style.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Blends independent standard normal noises so that the outcome is standard normal again. */
final class NoiseBlend {

    private NoiseBlend() {}

    /** Of a style's seeds: the noise of each, blended. */
    static float[] of(Seeds seeds, LongFunction<float[]> noiseOf) {
        // The same seed given twice is one noise, not two independent ones.
        Map<Long, Double> weights = new LinkedHashMap<>();
        seeds.weighted().forEach(seed -> weights.merge(seed.seed(), seed.weight(), Double::sum));
        return blend(
                weights.keySet().stream().map(noiseOf::apply).toList(),
                weights.values().stream().mapToDouble(Double::doubleValue).toArray(),
                seeds.blend());
    }

    /**
     * LINEAR: the weighted sum over the root of the sum of squared weights. SLERP: each noise is folded into those
     * before it on the arc between them; independent noises are at right angles, so an arc's share t takes cos and sin
     * of t quarters of a circle.
     */
    static float[] blend(List<float[]> noises, double[] weights, Blend blend) {
        if (noises.size() == 1) {
            return noises.getFirst();
        }
        double[] shares = switch (blend) {
            case LINEAR -> unitLength(weights);
            case SLERP -> folded(weights);
        };
        float[] blended = new float[noises.getFirst().length];
        for (int i = 0; i < blended.length; i++) {
            double sum = 0;
            for (int k = 0; k < shares.length; k++) {
                sum += shares[k] * noises.get(k)[i];
            }
            blended[i] = (float) sum;
        }
        return blended;
    }

    private static double[] unitLength(double[] weights) {
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        double length = Math.sqrt(squares);
        double[] shares = weights.clone();
        for (int k = 0; k < shares.length; k++) {
            shares[k] = length == 0 ? (k == 0 ? 1 : 0) : shares[k] / length;
        }
        return shares;
    }

    private static double[] folded(double[] weights) {
        double[] shares = new double[weights.length];
        shares[0] = 1;
        double total = weights[0];
        for (int k = 1; k < weights.length; k++) {
            total += weights[k];
            double angle = (total == 0 ? 0 : weights[k] / total) * Math.PI / 2;
            for (int before = 0; before < k; before++) {
                shares[before] *= Math.cos(angle);
            }
            shares[k] = Math.sin(angle);
        }
        return shares;
    }
}
