package dev.brushcast.engine.picture;

import dev.brushcast.engine.Picture;
import java.nio.FloatBuffer;

/**
 * RGB24 to planes and back. Planes are one row of a tensor [N, 3, height, width]: all red values in row-major order, then
 * green, then blue, each from -1 (byte 0) to 1 (byte 255). No method keeps or allocates anything but its result.
 */
public final class PicturePlanes {

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
        int size = rgb.length / 3;
        int green = offset + size;
        int blue = green + size;
        for (int i = 0, from = 0; i < size; i++, from += 3) {
            planes[offset + i] = VALUES[rgb[from] & 0xff];
            planes[green + i] = VALUES[rgb[from + 1] & 0xff];
            planes[blue + i] = VALUES[rgb[from + 2] & 0xff];
        }
    }

    /** Writes a picture's planes to a buffer from the absolute index {@code offset}; its position does not matter. */
    public static void write(Picture picture, FloatBuffer planes, int offset) {
        byte[] rgb = picture.rgb();
        int size = rgb.length / 3;
        int green = offset + size;
        int blue = green + size;
        for (int i = 0, from = 0; i < size; i++, from += 3) {
            planes.put(offset + i, VALUES[rgb[from] & 0xff]);
            planes.put(green + i, VALUES[rgb[from + 1] & 0xff]);
            planes.put(blue + i, VALUES[rgb[from + 2] & 0xff]);
        }
    }

    /** The picture of planes: rounded to the nearest byte, values out of range clipped, not-a-number black. */
    public static Picture read(float[] planes, int offset, int width, int height) {
        int size = width * height;
        byte[] rgb = new byte[3 * size];
        int green = offset + size;
        int blue = green + size;
        for (int i = 0, to = 0; i < size; i++, to += 3) {
            rgb[to] = toByte(planes[offset + i]);
            rgb[to + 1] = toByte(planes[green + i]);
            rgb[to + 2] = toByte(planes[blue + i]);
        }
        return new Picture(width, height, rgb);
    }

    /** As {@link #read(float[], int, int, int)}, from a buffer's absolute index {@code offset}. */
    public static Picture read(FloatBuffer planes, int offset, int width, int height) {
        int size = width * height;
        byte[] rgb = new byte[3 * size];
        int green = offset + size;
        int blue = green + size;
        for (int i = 0, to = 0; i < size; i++, to += 3) {
            rgb[to] = toByte(planes.get(offset + i));
            rgb[to + 1] = toByte(planes.get(green + i));
            rgb[to + 2] = toByte(planes.get(blue + i));
        }
        return new Picture(width, height, rgb);
    }

    private static byte toByte(float value) {
        // (value + 1) / 2 * 255, and a half more to round by cutting off.
        int rounded = (int) (value * 127.5f + 128f);
        return (byte) Math.clamp(rounded, 0, 255);
    }
}
