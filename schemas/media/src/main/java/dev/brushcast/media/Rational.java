package dev.brushcast.media;

/**
 * A fraction: a time base in seconds or a frame rate in Hz.
 *
 * @param num numerator; 0 in a frame rate that is not known
 * @param den denominator, at least 1
 */
public record Rational(int num, int den) {

    public Rational {
        if (den < 1) {
            throw new IllegalArgumentException("denominator " + den);
        }
    }

    /** The fraction as a floating-point number. */
    public double value() {
        return (double) num / den;
    }
}
