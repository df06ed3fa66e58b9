package dev.brushcast.engine.similarity;

/** Cosine similarity of two pictures as vectors of all their values on the scale from -1 to 1, in doubles. */
public final class Cosine {

    private static final int BLOCK = 1 << 12;

    private Cosine() {}

    /** Of two pictures in 8 bit; exact up to the last division, since {@code 2v - 255} is a whole number. */
    public static double of(byte[] one, byte[] other) {
        long dot = 0;
        long oneSquares = 0;
        long otherSquares = 0;
        for (int start = 0; start < one.length; start += BLOCK) {
            int end = Math.min(start + BLOCK, one.length);
            // A block's sums fit an int (4096 * 255 * 255 < 2^31), which the compiler vectorises.
            int blockDot = 0;
            int blockOne = 0;
            int blockOther = 0;
            for (int i = start; i < end; i++) {
                int x = 2 * (one[i] & 0xff) - 255;
                int y = 2 * (other[i] & 0xff) - 255;
                blockDot += x * y;
                blockOne += x * x;
                blockOther += y * y;
            }
            dot += blockDot;
            oneSquares += blockOne;
            otherSquares += blockOther;
        }
        return dot / Math.sqrt((double) oneSquares * otherSquares);
    }

    /** Of two pictures in floats. */
    public static double of(float[] one, float[] other) {
        double dot = 0;
        double oneSquares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            double x = one[i];
            double y = other[i];
            dot += x * y;
            oneSquares += x * x;
            otherSquares += y * y;
        }
        return dot / Math.sqrt(oneSquares * otherSquares);
    }
}
