package dev.brushcast.engine.text;

/**
 * Spherical linear interpolation (Shoemake, 1985): the direction moves along the arc from one vector to another at a
 * constant pace, the length evenly from one's to the other's.
 */
final class Slerp {

    /** Below this sine of their angle, vectors are as good as parallel, and the straight line is the arc. */
    private static final double PARALLEL = 1e-6;

    private Slerp() {}

    /** Moves {@code from[offset ... offset + width - 1]} by the share {@code t}, 0 to 1, of the way to {@code to}'s. */
    static void into(float[] from, float[] to, int offset, int width, double t) {
        double fromSquares = 0;
        double toSquares = 0;
        double product = 0;
        for (int i = offset; i < offset + width; i++) {
            fromSquares += (double) from[i] * from[i];
            toSquares += (double) to[i] * to[i];
            product += (double) from[i] * to[i];
        }
        double fromLength = Math.sqrt(fromSquares);
        double toLength = Math.sqrt(toSquares);
        double angle = Math.acos(Math.clamp(product / (fromLength * toLength), -1, 1));
        double sine = Math.sin(angle);
        double fromFactor = 1 - t;
        double toFactor = t;
        // Also where one of them is zero: the angle is not a number then.
        if (sine > PARALLEL) {
            double length = (1 - t) * fromLength + t * toLength;
            fromFactor = length * Math.sin((1 - t) * angle) / sine / fromLength;
            toFactor = length * Math.sin(t * angle) / sine / toLength;
        }
        for (int i = offset; i < offset + width; i++) {
            from[i] = (float) (fromFactor * from[i] + toFactor * to[i]);
        }
    }
}
