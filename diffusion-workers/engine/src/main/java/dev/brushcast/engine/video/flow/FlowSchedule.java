package dev.brushcast.engine.video.flow;

/**
 * The noise levels of a flow-matching model: sigma is the share of noise in {@code x_t = (1 - sigma) * x0 + sigma * eps},
 * and the network predicts {@code eps - x0}.
 *
 * <p>As in Wan 2.1's scheduler: 1000 sigmas that fall evenly from 1, shifted by {@code s * u / (1 + (s - 1) * u)}. A time is
 * 1000 times a sigma; between two of them the nearest counts, the noisier of equals. There is no sigma of 0: time 0 still
 * has the last one's noise, 0.8 %. Calculated in single precision, since that decides which entry is the nearest. Immutable.
 */
public final class FlowSchedule {

    /** Wan 2.1's. */
    public static final FlowSchedule WAN = new FlowSchedule(8);

    private static final int TRAINED = 1000;

    private final float[] sigmas = new float[TRAINED];
    private final float[] times = new float[TRAINED];

    /** @param shift above 0; above 1 it leaves more steps to high noise */
    public FlowSchedule(double shift) {
        if (!(shift > 0)) {
            throw new IllegalArgumentException("a shift of " + shift + ", expected above 0");
        }
        float by = (float) shift;
        for (int i = 0; i < TRAINED; i++) {
            float even = even(i);
            sigmas[i] = by * even / (1 + (by - 1) * even);
            times[i] = sigmas[i] * TRAINED;
        }
    }

    /** Evenly from 1 at index 0 to 0 at 1000, each half counted from its own end. */
    private static float even(int index) {
        float step = -1f / TRAINED;
        return index < (TRAINED + 1) / 2 ? 1 + step * index : -step * (TRAINED - index);
    }

    /** Number of noise levels. */
    public int length() {
        return TRAINED;
    }

    /** The share of noise of a level, 1 at index 0. */
    public float sigmaAt(int index) {
        return sigmas[index];
    }

    /** The time of a level, 1000 at index 0; 0 for the one after the last. */
    public float timeAt(int index) {
        return index == TRAINED ? 0 : times[index];
    }

    /** The level nearest to a time from 0 to 1000. */
    public int nearest(float time) {
        int nearest = 0;
        for (int i = 1; i < TRAINED; i++) {
            if (Math.abs(times[i] - time) < Math.abs(times[nearest] - time)) {
                nearest = i;
            }
        }
        return nearest;
    }

    /** The share of noise at a time. */
    public float sigma(float time) {
        return sigmas[nearest(time)];
    }

    /** {@code (1 - sigma) * clean + sigma * noise}. */
    public float[] noised(float[] clean, float[] noise, float time) {
        float sigma = sigma(time);
        float[] noised = new float[clean.length];
        for (int i = 0; i < noised.length; i++) {
            noised[i] = (1 - sigma) * clean[i] + sigma * noise[i];
        }
        return noised;
    }

    /** {@code x0 = x_t - sigma * flow}, in doubles. */
    public float[] clean(float[] noisy, float[] flow, float time) {
        double sigma = sigma(time);
        float[] clean = new float[noisy.length];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (noisy[i] - sigma * flow[i]);
        }
        return clean;
    }
}
