package dev.brushcast.engine.onnx.image;

/** Draws a latent from the normal distribution that a variational encoder puts out. */
final class Posterior {

    private static final double LEAST_LOG_VARIANCE = -30;
    private static final double MOST_LOG_VARIANCE = 20;

    private Posterior() {}

    /** Adds to the mean the noise times the standard deviation, in place. */
    static void draw(float[] mean, float[] logVariance, float[] noise) {
        for (int i = 0; i < mean.length; i++) {
            double clamped = Math.clamp(logVariance[i], LEAST_LOG_VARIANCE, MOST_LOG_VARIANCE);
            mean[i] = (float) (mean[i] + Math.exp(clamped / 2) * noise[i]);
        }
    }
}
