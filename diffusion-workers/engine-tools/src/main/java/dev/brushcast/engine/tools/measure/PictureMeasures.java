package dev.brushcast.engine.tools.measure;

import dev.brushcast.engine.Picture;

/** Small sums over one picture or two of the same size. */
public final class PictureMeasures {

    private static final int CHANNELS = 3;
    private static final int BLOCK = 8;

    /** Steady the ratio where a block has no texture: as published, (0.01 x 255)² and (0.03 x 255)². */
    private static final double C1 = 6.5025;

    private static final double C2 = 58.5225;

    private PictureMeasures() {}

    /** Mean squared difference of all values, in squared levels of 255. */
    public static double differenceEnergy(Picture one, Picture other) {
        double sum = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            int difference = (one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff);
            sum += difference * difference;
        }
        return sum / one.rgb().length;
    }

    /** Mean squared gradient of brightness, in squared levels of 255 a pixel: noise raises it, blur lowers it. */
    public static double sharpness(Picture picture) {
        Plane luma = Plane.luma(picture);
        double sum = 0;
        for (int y = 0; y < luma.height(); y++) {
            for (int x = 0; x < luma.width(); x++) {
                double right = luma.at(x + 1, y) - luma.at(x, y);
                double below = luma.at(x, y + 1) - luma.at(x, y);
                sum += right * right + below * below;
            }
        }
        return sum / luma.values().length;
    }

    /** Structural similarity of brightness (SSIM) over blocks of 8x8 pixels: 1 for equal pictures, about 0 for unlike ones. */
    public static double similarity(Picture one, Picture other) {
        Plane a = Plane.luma(one);
        Plane b = Plane.luma(other);
        double sum = 0;
        int blocks = 0;
        for (int top = 0; top < a.height(); top += BLOCK) {
            for (int left = 0; left < a.width(); left += BLOCK) {
                sum += blockSimilarity(a, b, left, top);
                blocks++;
            }
        }
        return sum / blocks;
    }

    private static double blockSimilarity(Plane a, Plane b, int left, int top) {
        double sumA = 0;
        double sumB = 0;
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        int count = 0;
        for (int y = top; y < Math.min(top + BLOCK, a.height()); y++) {
            for (int x = left; x < Math.min(left + BLOCK, a.width()); x++) {
                double one = a.at(x, y);
                double other = b.at(x, y);
                sumA += one;
                sumB += other;
                squaresA += one * one;
                squaresB += other * other;
                products += one * other;
                count++;
            }
        }
        double meanA = sumA / count;
        double meanB = sumB / count;
        double varianceA = squaresA / count - meanA * meanA;
        double varianceB = squaresB / count - meanB * meanB;
        double covariance = products / count - meanA * meanB;
        return (2 * meanA * meanB + C1)
                * (2 * covariance + C2)
                / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2));
    }

    /** Share of values that are as dark or as bright as can be, 0 to 1. */
    public static double clipped(Picture picture) {
        int count = 0;
        for (byte value : picture.rgb()) {
            count += value == 0 || value == (byte) 255 ? 1 : 0;
        }
        return (double) count / picture.rgb().length;
    }

    /** Mean of a channel (0 red, 1 green, 2 blue), in levels of 255. */
    public static double mean(Picture picture, int channel) {
        double sum = 0;
        for (int i = channel; i < picture.rgb().length; i += CHANNELS) {
            sum += picture.rgb()[i] & 0xff;
        }
        return sum * CHANNELS / picture.rgb().length;
    }

    /** Standard deviation of a channel within the picture, in levels of 255. */
    public static double spread(Picture picture, int channel) {
        double mean = mean(picture, channel);
        double sum = 0;
        for (int i = channel; i < picture.rgb().length; i += CHANNELS) {
            double off = (picture.rgb()[i] & 0xff) - mean;
            sum += off * off;
        }
        return Math.sqrt(sum * CHANNELS / picture.rgb().length);
    }
}
