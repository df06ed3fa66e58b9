package dev.brushcast.engine.picture;

/**
 * Which pixels of a line make up each pixel of the resized line, and with what weights, as fixed-point numbers.
 *
 * @param count pixels of the resized line
 * @param taps most pixels that one is made of
 * @param first for each, the first pixel that it is made of
 * @param length for each, how many
 * @param weights for each, {@code taps} weights, scaled by 2^{@value #PRECISION}
 */
@SuppressWarnings("ArrayRecordComponent") // private tables, never compared
record AxisWeights(int count, int taps, int[] first, int[] length, int[] weights) {

    /** 8 bits for the value and 2 for sums that overshoot are left of 32. */
    static final int PRECISION = 22;

    /** When shrinking, the kernel is widened to cover all pixels (antialiasing). */
    static AxisWeights of(ResamplingFilter filter, int from, int to) {
        double scale = (double) from / to;
        double filterScale = Math.max(scale, 1);
        double support = filter.support() * filterScale;
        int taps = (int) Math.ceil(support) * 2 + 1;
        int[] first = new int[to];
        int[] length = new int[to];
        int[] weights = new int[to * taps];
        double[] line = new double[taps];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) (center - support + 0.5));
            length[i] = Math.min(from, (int) (center + support + 0.5)) - first[i];
            double sum = 0;
            for (int j = 0; j < length[i]; j++) {
                line[j] = filter.weight((j + first[i] - center + 0.5) / filterScale);
                sum += line[j];
            }
            for (int j = 0; j < length[i]; j++) {
                double weight = (sum == 0 ? line[j] : line[j] / sum) * (1 << PRECISION);
                weights[i * taps + j] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }
        return new AxisWeights(to, taps, first, length, weights);
    }
}
