package dev.brushcast.media.ffmpeg.picture;

import dev.brushcast.media.RgbPicture;
import java.util.SplittableRandom;

/** Pictures for tests, and how far two of them differ. */
final class Pictures {

    /** Pixels of the slowest wave. */
    private static final int PERIOD = 320;

    private Pictures() {}

    /** Waves whose strength falls with their frequency, as in photographs, coloured more weakly than they are bright. */
    static RgbPicture natural(int width, int height, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] bright = waves(width, height, 60, random);
        double[] warm = waves(width, height, 30, random);
        double[] green = waves(width, height, 30, random);
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            double y = 128 + 45 * bright[i];
            rgb[3 * i] = clamp(y + 15 * warm[i]);
            rgb[3 * i + 1] = clamp(y + 12 * green[i]);
            rgb[3 * i + 2] = clamp(y - 15 * warm[i]);
        }
        return new RgbPicture(width, height, rgb);
    }

    static RgbPicture flat(int width, int height, int red, int green, int blue) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return new RgbPicture(width, height, rgb);
    }

    /** Peak signal-to-noise ratio over all channels, dB. */
    static double psnr(RgbPicture a, RgbPicture b) {
        double squares = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            int difference = Byte.toUnsignedInt(a.rgb()[i]) - Byte.toUnsignedInt(b.rgb()[i]);
            squares += (double) difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * a.rgb().length / squares);
    }

    private static double[] waves(int width, int height, int count, SplittableRandom random) {
        double[] sum = new double[width * height];
        for (int wave = 0; wave < count; wave++) {
            double cycles = Math.pow(2, random.nextDouble(0, 5));
            double angle = random.nextDouble(2 * Math.PI);
            double phase = random.nextDouble(2 * Math.PI);
            double kx = 2 * Math.PI * cycles * Math.cos(angle) / PERIOD;
            double ky = 2 * Math.PI * cycles * Math.sin(angle) / PERIOD;
            for (int i = 0; i < sum.length; i++) {
                int x = i % width;
                int y = i / width;
                sum[i] += Math.sin(kx * x + ky * y + phase) / cycles;
            }
        }
        return sum;
    }

    private static byte clamp(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
