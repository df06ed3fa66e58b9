package dev.brushcast.engine.noise;

import java.nio.charset.StandardCharsets;

/**
 * A counter-based generator: the value at a position is a hash of key and position (the finaliser of SplitMix64, Steele
 * et al. 2014). No state, so any value can be had in any order, and the same on every machine and in every version.
 */
final class SplitMix {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private SplitMix() {}

    /** A key of several parts. */
    static long key(long... parts) {
        long key = 0;
        for (long part : parts) {
            key = mix(key + GOLDEN_GAMMA + mix(part + GOLDEN_GAMMA));
        }
        return key;
    }

    /** A key of a text. */
    static long key(String text) {
        long key = 0;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            key = mix(key + GOLDEN_GAMMA + b);
        }
        return key;
    }

    /** Uniform from 0, inclusive, to 1, exclusive. */
    static double uniform(long key, long position) {
        return (mix(key + GOLDEN_GAMMA * (position + 1)) >>> 11) * UNIT;
    }

    /** Fills an array with standard normal values (Box and Muller 1958), in pairs. */
    static float[] normal(long key, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i += 2) {
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, i)));
            double angle = 2 * Math.PI * uniform(key, i + 1L);
            values[i] = (float) (radius * StrictMath.cos(angle));
            if (i + 1 < count) {
                values[i + 1] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return values;
    }

    private static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
