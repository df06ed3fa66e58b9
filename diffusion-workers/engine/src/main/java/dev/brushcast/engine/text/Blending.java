package dev.brushcast.engine.text;

import dev.brushcast.engine.Style;
import java.util.List;

/**
 * Blends several prompts' embeddings, or several seeds' noise, into one by weights. Weights are normalised to a sum of 1.
 * Pure functions: inputs are not changed, and a single input comes back as an equal copy.
 */
public final class Blending {

    private Blending() {}

    /**
     * Blends embeddings: {@code LINEAR} is the weighted mean, {@code SLERP} goes along the arc between the vectors.
     *
     * @param inputs at least one, all of one length
     * @param weights one for each, finite and not negative, not all 0
     * @param width length of the vectors that an input is made of, such as one token's embedding
     * @throws IllegalArgumentException if lengths or weights are not so
     */
    public static float[] embeddings(Style.Blend kind, List<float[]> inputs, double[] weights, int width) {
        double[] shares = shares(inputs, weights);
        if (width < 1 || inputs.getFirst().length % width != 0) {
            throw new IllegalArgumentException(inputs.getFirst().length + " values in vectors of " + width);
        }
        return switch (kind) {
            case LINEAR -> linear(inputs, shares, 1);
            case SLERP -> slerp(inputs, shares, width);
        };
    }

    /**
     * Blends independent unit normal noise so that the result is unit normal too: {@code LINEAR} divides the weighted mean
     * by the root of its variance, the sum of the squared weights; {@code SLERP} takes each noise as one vector.
     *
     * @param inputs at least one, all of one length
     * @param weights one for each, finite and not negative, not all 0
     * @throws IllegalArgumentException if lengths or weights are not so
     */
    public static float[] noise(Style.Blend kind, List<float[]> inputs, double[] weights) {
        double[] shares = shares(inputs, weights);
        double variance = 0;
        for (double share : shares) {
            variance += share * share;
        }
        return switch (kind) {
            case LINEAR -> linear(inputs, shares, Math.sqrt(variance));
            case SLERP -> slerp(inputs, shares, inputs.getFirst().length);
        };
    }

    private static float[] linear(List<float[]> inputs, double[] shares, double divisor) {
        float[] blend = new float[inputs.getFirst().length];
        for (int i = 0; i < blend.length; i++) {
            double sum = 0;
            for (int input = 0; input < shares.length; input++) {
                sum += shares[input] * inputs.get(input)[i];
            }
            blend[i] = (float) (sum / divisor);
        }
        return blend;
    }

    /** Folds from the left: each next input at its share of all that are blended by then. */
    private static float[] slerp(List<float[]> inputs, double[] shares, int width) {
        float[] blend = inputs.getFirst().clone();
        double done = shares[0];
        for (int input = 1; input < shares.length; input++) {
            done += shares[input];
            if (shares[input] > 0) {
                for (int offset = 0; offset < blend.length; offset += width) {
                    Slerp.into(blend, inputs.get(input), offset, width, shares[input] / done);
                }
            }
        }
        return blend;
    }

    private static double[] shares(List<float[]> inputs, double[] weights) {
        if (inputs.isEmpty() || inputs.size() != weights.length) {
            throw new IllegalArgumentException(inputs.size() + " inputs with " + weights.length + " weights");
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight " + weights[i] + ", expected a number from 0");
            }
            if (inputs.get(i).length != inputs.getFirst().length) {
                throw new IllegalArgumentException(
                        "inputs of " + inputs.getFirst().length + " and " + inputs.get(i).length + " values");
            }
            sum += weights[i];
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("all weights are 0");
        }
        double[] shares = new double[weights.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = weights[i] / sum;
        }
        return shares;
    }
}
