package dev.brushcast.engine.tools.measure;

import dev.brushcast.engine.Picture;
import java.util.Random;

/** A picture of waves that lie anywhere, so that it can be seen from any place. */
final class Texture {

    static final int WIDTH = 96;
    static final int HEIGHT = 64;
    private static final int WAVES = 40;
    private static final double LONGEST = 90;
    private static final double SHORTEST = 5;

    private final double[][] waves = new double[WAVES][];

    Texture(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < WAVES; i++) {
            // As in pictures of the world, the longer the stronger.
            double length = LONGEST * Math.pow(SHORTEST / LONGEST, random.nextDouble());
            double direction = Math.PI * random.nextDouble();
            waves[i] = new double[] {
                2 * Math.PI / length * Math.cos(direction),
                2 * Math.PI / length * Math.sin(direction),
                2 * Math.PI * random.nextDouble(),
                1.5 * Math.sqrt(length)
            };
        }
    }

    /** Its brightness at a place, around 128. */
    double at(double x, double y) {
        double sum = 0;
        for (double[] wave : waves) {
            sum += Math.sin(wave[0] * x + wave[1] * y + wave[2]) * wave[3];
        }
        return Math.clamp(128 + sum, 0, 255);
    }

    /** Seen from a place. */
    Picture from(double left, double top) {
        return picture((x, y) -> at(x + left, y + top));
    }

    interface Look {
        double at(int x, int y);
    }

    static Picture picture(Look look) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            byte value = (byte) Math.round(Math.clamp(look.at(i % WIDTH, i / WIDTH), 0, 255));
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        return new Picture(WIDTH, HEIGHT, rgb);
    }

    /** The same, each value off by up to so much, otherwise for each seed. */
    static Picture flickering(Picture picture, int seed, int most) {
        Random random = new Random(seed);
        return picture((x, y) ->
                (picture.rgb()[3 * (y * WIDTH + x)] & 0xff) + (most == 0 ? 0 : random.nextInt(2 * most + 1) - most));
    }

    /** The same, each value the mean of a square around it. */
    static Picture blurred(Picture picture, int radius) {
        Plane soft = Plane.luma(picture).boxed(radius);
        return picture(soft::at);
    }
}
