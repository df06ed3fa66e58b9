package dev.brushcast.engine.tools.measure;

import dev.brushcast.engine.Picture;

/**
 * One number for each pixel.
 *
 * @param width pixels
 * @param height pixels
 * @param values row by row, top row first
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Plane(int width, int height, float[] values) {

    /** Shares of red, green and blue in what the eye takes for brightness (BT.601). */
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    /** A picture's brightness, 0 to 255. */
    static Plane luma(Picture picture) {
        byte[] rgb = picture.rgb();
        float[] values = new float[rgb.length / 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = LUMA[0] * (rgb[3 * i] & 0xff)
                    + LUMA[1] * (rgb[3 * i + 1] & 0xff)
                    + LUMA[2] * (rgb[3 * i + 2] & 0xff);
        }
        return new Plane(picture.width(), picture.height(), values);
    }

    static Plane zero(int width, int height) {
        return new Plane(width, height, new float[width * height]);
    }

    /** The value at a whole position; beyond an edge that of the edge. */
    float at(int x, int y) {
        return values[Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)];
    }

    /** The value between pixels, from the four around it; beyond an edge that of the edge. */
    float at(float x, float y) {
        float inX = Math.clamp(x, 0, width - 1);
        float inY = Math.clamp(y, 0, height - 1);
        int left = (int) inX;
        int top = (int) inY;
        float across = inX - left;
        float down = inY - top;
        float above = at(left, top) * (1 - across) + at(left + 1, top) * across;
        float below = at(left, top + 1) * (1 - across) + at(left + 1, top + 1) * across;
        return above * (1 - down) + below * down;
    }

    /** Half the size, each value the mean of four. */
    Plane halved() {
        Plane half = zero((width + 1) / 2, (height + 1) / 2);
        for (int y = 0; y < half.height; y++) {
            for (int x = 0; x < half.width; x++) {
                half.values[y * half.width + x] =
                        (at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4;
            }
        }
        return half;
    }

    /** Another size, between its pixels, and every value times a factor. */
    Plane resized(int newWidth, int newHeight, float factor) {
        Plane to = zero(newWidth, newHeight);
        float scaleX = (float) width / newWidth;
        float scaleY = (float) height / newHeight;
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                to.values[y * newWidth + x] = factor * at((x + 0.5f) * scaleX - 0.5f, (y + 0.5f) * scaleY - 0.5f);
            }
        }
        return to;
    }

    /** The mean of the square around each pixel, as far as it is inside. */
    Plane boxed(int radius) {
        return across(radius).across(radius);
    }

    /** Means along rows, turned over, so that twice of it is a square. */
    private Plane across(int radius) {
        Plane turned = new Plane(/* width= */ height, /* height= */ width, new float[values.length]);
        for (int y = 0; y < height; y++) {
            double sum = 0;
            int row = y * width;
            for (int x = 0; x < Math.min(radius, width); x++) {
                sum += values[row + x];
            }
            for (int x = 0; x < width; x++) {
                if (x + radius < width) {
                    sum += values[row + x + radius];
                }
                if (x - radius - 1 >= 0) {
                    sum -= values[row + x - radius - 1];
                }
                int count = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
                turned.values[x * height + y] = (float) (sum / count);
            }
        }
        return turned;
    }
}
