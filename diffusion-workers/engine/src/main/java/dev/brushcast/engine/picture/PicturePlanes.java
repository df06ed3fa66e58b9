package dev.brushcast.engine.picture;

import dev.brushcast.engine.Picture;

/**
 * RGB24 to planes and back. Planes are one row of a tensor [N, 3, height, width]: all red values in row-major order, then
 * green, then blue, each from -1 (byte 0) to 1 (byte 255). No method keeps anything.
 */
public final class PicturePlanes {

    private static final int CHANNELS = 3;

    /** Pixels converted at a time, so few that they stay in the nearest cache. */
    private static final int RUN = 1024;

    private static final float[] VALUES = new float[256];

    static {
        for (int b = 0; b < 256; b++) {
            // In this order and precision the reference computes it.
            VALUES[b] = 2f * (b / 255f) - 1f;
        }
    }

    private PicturePlanes() {}

    /** Writes a picture's planes to {@code planes[offset ... offset + 3 * width * height - 1]}. */
    public static void write(Picture picture, float[] planes, int offset) {
        byte[] rgb = picture.rgb();
        int size = rgb.length / CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int plane = offset + channel * size;
            for (int i = 0; i < size; i++) {
                planes[plane + i] = VALUES[rgb[CHANNELS * i + channel] & 0xff];
            }
        }
    }

    /** The picture of planes: rounded to the nearest byte, values out of range clipped, not-a-number black. */
    public static Picture read(float[] planes, int offset, int width, int height) {
        int size = width * height;
        byte[] rgb = new byte[CHANNELS * size];
        byte[] run = new byte[Math.min(RUN, size)];
        for (int start = 0; start < size; start += RUN) {
            int length = Math.min(RUN, size - start);
            for (int channel = 0; channel < CHANNELS; channel++) {
                toBytes(planes, offset + channel * size + start, run, length);
                for (int i = 0; i < length; i++) {
                    rgb[CHANNELS * (start + i) + channel] = run[i];
                }
            }
        }
        return new Picture(width, height, rgb);
    }

    /** Apart from the spreading over pixels, since the compiler makes vector instructions of this alone. */
    private static void toBytes(float[] values, int from, byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            // (value + 1) / 2 * 255, and a half more to round by cutting off.
            float rounded = values[from + i] * 127.5f + 128f;
            bytes[i] = (byte) (int) Math.max(0, Math.min(255, rounded));
        }
    }
}
