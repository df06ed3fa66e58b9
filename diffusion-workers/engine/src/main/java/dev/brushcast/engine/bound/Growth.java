package dev.brushcast.engine.bound;

/**
 * How something grows with the number of pixels: at least in proportion, at most with its square, which is what attention
 * over all of a latent's elements takes.
 *
 * @param pixels at which it was measured
 * @param value there
 * @param exponent 1: in proportion; 2: with the square
 */
public record Growth(int pixels, double value, double exponent) {

    private static final double SLOWEST = 1;
    private static final double FASTEST = 2;

    /** From two measurements, the second of more pixels. */
    public static Growth between(int fewer, double small, int more, double large) {
        double exponent =
                small > 0 && large > small ? Math.log(large / small) / Math.log((double) more / fewer) : SLOWEST;
        return new Growth(more, large, Math.clamp(exponent, SLOWEST, FASTEST));
    }

    /** The value at so many pixels. */
    public double at(int other) {
        return value * Math.pow((double) other / pixels, exponent);
    }

    /** The most pixels at which the value is not above a limit. */
    public int within(double limit) {
        return value <= 0
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, pixels * Math.pow(limit / value, 1 / exponent));
    }
}
