package dev.brushcast.engine.schedule;

import dev.brushcast.engine.folder.PredictionType;

/**
 * One denoising step.
 *
 * @param timestep what the network is told, 0 to 999
 * @param a square root of the cumulated alpha: share of the clean latent
 * @param b square root of one minus it: share of the noise
 * @param cSkip boundary scaling of a latent consistency model, near 0
 * @param cOut its counterpart, near 1
 */
public record StepCoefficients(int timestep, double a, double b, double cSkip, double cOut) {

    /** The clean latent that a noisy value and the noise in it tell. */
    public double x0FromNoise(double x, double noise) {
        return cOut * (x - b * noise) / a + cSkip * x;
    }

    /** The clean latent that a noisy value and the network's raw prediction tell. */
    public double x0(PredictionType type, double x, double prediction) {
        return x0OfLatent(type) * x + x0OfPrediction(type) * prediction;
    }

    /** How much of the noisy latent is in the clean one; the rest is {@link #x0OfPrediction} times the prediction. */
    public double x0OfLatent(PredictionType type) {
        return switch (type) {
            case EPSILON -> cOut / a + cSkip;
            case V_PREDICTION -> cOut * a + cSkip;
            case SAMPLE -> cSkip;
        };
    }

    /** How much of the network's raw prediction is in the clean latent. */
    public double x0OfPrediction(PredictionType type) {
        return switch (type) {
            case EPSILON -> -cOut * b / a;
            case V_PREDICTION -> -cOut * b;
            case SAMPLE -> cOut;
        };
    }

    /** The noise that the network's raw prediction tells. */
    public double noise(PredictionType type, double x, double prediction) {
        return switch (type) {
            case EPSILON -> prediction;
            case V_PREDICTION -> a * prediction + b * x;
            case SAMPLE -> (x - a * prediction) / b;
        };
    }

    /** A clean latent, noised to this step. */
    public double noised(double x0, double noise) {
        return a * x0 + b * noise;
    }
}
