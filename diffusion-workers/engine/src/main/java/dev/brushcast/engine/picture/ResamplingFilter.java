package dev.brushcast.engine.picture;

/** A kernel for resizing pictures, in the parameters that the imaging library Pillow uses. */
public enum ResamplingFilter {
    /** Keys' cubic with a = -0.5: what {@code Image.resize} does when it is told nothing. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            double a = -0.5;
            if (x < 1) {
                return ((a + 2) * x - (a + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
        }
    },
    /** Windowed sinc with three lobes: what the reference engine resizes with. */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private final double support;

    ResamplingFilter(double support) {
        this.support = support;
    }

    /** How far the kernel reaches, in pixels of the larger grid's spacing. */
    double support() {
        return support;
    }

    abstract double weight(double distance);

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }
}
