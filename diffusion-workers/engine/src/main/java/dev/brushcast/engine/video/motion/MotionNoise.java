package dev.brushcast.engine.video.motion;

import java.util.List;

/**
 * StreamDiffusionV2's motion-aware noise controller: the faster the picture moves, the less noise, so that fast motion is
 * not torn and still pictures are restyled most.
 *
 * <p>Motion is the largest root mean square difference of successive frames in the chunk, the last one before it included,
 * over 0.2, at most 1. The scale is {@code 0.9 * (base - 0.1 * motion) + 0.1 * before}. Differences are in single
 * precision and the rest in double, in this order of operands: otherwise a still picture's time jumps between 700 and 699.
 * Owned by one thread.
 */
public final class MotionNoise {

    private static final float FULL_MOTION = 0.2f;
    private static final double GAIN = 0.1;
    private static final double NEW = 0.9;
    private static final int TIMES = 1000;
    private static final int BELOW = 100;

    private final double base;
    private double scale;

    /** @param base the scale for a still picture, from 0.1 to 1; the published default is 0.8 */
    public MotionNoise(double base) {
        if (!(base >= GAIN && base <= 1)) {
            throw new IllegalArgumentException("a noise scale of " + base + ", expected from 0.1 to 1");
        }
        this.base = base;
        this.scale = base;
    }

    /** The scale of the chunk before; before the first one, the base. */
    public double scale() {
        return scale;
    }

    /**
     * The noise of the next chunk.
     *
     * @param before the frame before its first one, values from -1 to 1
     * @param frames its frames, each as long as that
     */
    public NoiseLevel next(float[] before, List<float[]> frames) {
        float largest = 0;
        float[] last = before;
        for (float[] frame : frames) {
            largest = Math.max(largest, difference(last, frame));
            last = frame;
        }
        double motion = Math.clamp(largest / FULL_MOTION, 0f, 1f);
        scale = (base - GAIN * motion) * NEW + scale * (1 - NEW);
        return new NoiseLevel(scale, (int) (TIMES * scale) - BELOW);
    }

    private static float difference(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            float difference = other[i] - one[i];
            sum += difference * difference;
        }
        return (float) Math.sqrt((float) (sum / one.length));
    }
}
