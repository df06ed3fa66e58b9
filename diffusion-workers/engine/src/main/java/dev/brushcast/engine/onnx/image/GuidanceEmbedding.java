package dev.brushcast.engine.onnx.image;

/**
 * How a network that was distilled with guidance (Luo et al. 2023, latent consistency models) is told its scale: sines,
 * then cosines, of the scale's excess over 1 at falling frequencies. In single precision, in which it was trained.
 */
final class GuidanceEmbedding {

    private static final float FINENESS = 1000;
    private static final float LONGEST_PERIOD = 10_000;

    private GuidanceEmbedding() {}

    /**
     * The embedding of one row.
     *
     * @param guidanceScale 1: none
     * @param width of the embedding, at least 4; the last element of an odd one is 0
     */
    static float[] of(double guidanceScale, int width) {
        float excess = (float) (guidanceScale - 1) * FINENESS;
        int half = width / 2;
        float decay = (float) (Math.log(LONGEST_PERIOD) / (half - 1));
        float[] embedding = new float[width];
        for (int i = 0; i < half; i++) {
            float angle = excess * (float) Math.exp(i * -decay);
            embedding[i] = (float) Math.sin(angle);
            embedding[half + i] = (float) Math.cos(angle);
        }
        return embedding;
    }
}
