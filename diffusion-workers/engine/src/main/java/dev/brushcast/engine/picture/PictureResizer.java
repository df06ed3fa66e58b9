package dev.brushcast.engine.picture;

import dev.brushcast.engine.Picture;
import java.util.Arrays;

/**
 * Resizes pictures of one size to another, to the bit as {@code Image.resize} of Pillow 10 does: first along rows, then
 * along columns (later versions choose the order by the sizes), each pass in 22-bit fixed point and rounded to bytes; a pass that changes nothing is left out.
 *
 * <p>Immutable and safe for use by several threads. Making one computes the weights: keep it while the sizes stay.
 */
public final class PictureResizer {

    private final int fromWidth;
    private final int fromHeight;
    private final int toWidth;
    private final int toHeight;
    private final AxisWeights columns;
    private final AxisWeights rows;

    /**
     * @param filter the kernel
     * @param fromWidth width of the pictures to come, in pixels
     * @param fromHeight height of the pictures to come
     * @param toWidth width to give them, at least 1
     * @param toHeight height to give them, at least 1
     */
    public PictureResizer(ResamplingFilter filter, int fromWidth, int fromHeight, int toWidth, int toHeight) {
        if (fromWidth < 1 || fromHeight < 1 || toWidth < 1 || toHeight < 1) {
            throw new IllegalArgumentException(
                    "from " + fromWidth + "x" + fromHeight + " to " + toWidth + "x" + toHeight + " pixels");
        }
        this.fromWidth = fromWidth;
        this.fromHeight = fromHeight;
        this.toWidth = toWidth;
        this.toHeight = toHeight;
        this.columns = AxisWeights.of(filter, fromWidth, toWidth);
        this.rows = AxisWeights.of(filter, fromHeight, toHeight);
    }

    /** The largest multiple of {@code multiple} that a side of {@code side} pixels has room for. */
    public static int roundDown(int side, int multiple) {
        return side - side % multiple;
    }

    /** Resizes one picture without keeping the weights. */
    public static Picture resize(Picture picture, ResamplingFilter filter, int toWidth, int toHeight) {
        return new PictureResizer(filter, picture.width(), picture.height(), toWidth, toHeight).resize(picture);
    }

    /**
     * The picture in its new size; itself if that is its size already.
     *
     * @throws IllegalArgumentException if the picture has not the size that this is for
     */
    public Picture resize(Picture picture) {
        if (picture.width() != fromWidth || picture.height() != fromHeight) {
            throw new IllegalArgumentException("a picture of " + picture.width() + "x" + picture.height()
                    + ", expected " + fromWidth + "x" + fromHeight);
        }
        if (fromWidth == toWidth && fromHeight == toHeight) {
            return picture;
        }
        byte[] rgb = picture.rgb();
        if (fromWidth != toWidth) {
            rgb = alongRows(rgb);
        }
        if (fromHeight != toHeight) {
            rgb = alongColumns(rgb);
        }
        return new Picture(toWidth, toHeight, rgb);
    }

    private byte[] alongRows(byte[] from) {
        byte[] to = new byte[3 * toWidth * fromHeight];
        int[] weights = columns.weights();
        for (int y = 0, out = 0; y < fromHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                int red = 1 << (AxisWeights.PRECISION - 1);
                int green = red;
                int blue = red;
                int in = 3 * (y * fromWidth + columns.first()[x]);
                int end = x * columns.taps() + columns.length()[x];
                for (int w = x * columns.taps(); w < end; w++, in += 3) {
                    red += (from[in] & 0xff) * weights[w];
                    green += (from[in + 1] & 0xff) * weights[w];
                    blue += (from[in + 2] & 0xff) * weights[w];
                }
                to[out++] = toByte(red);
                to[out++] = toByte(green);
                to[out++] = toByte(blue);
            }
        }
        return to;
    }

    private byte[] alongColumns(byte[] from) {
        int stride = 3 * toWidth;
        byte[] to = new byte[stride * toHeight];
        int[] sums = new int[stride];
        for (int y = 0; y < toHeight; y++) {
            Arrays.fill(sums, 1 << (AxisWeights.PRECISION - 1));
            for (int tap = 0; tap < rows.length()[y]; tap++) {
                int weight = rows.weights()[y * rows.taps() + tap];
                int in = stride * (rows.first()[y] + tap);
                for (int x = 0; x < stride; x++) {
                    sums[x] += (from[in + x] & 0xff) * weight;
                }
            }
            for (int x = 0; x < stride; x++) {
                to[y * stride + x] = toByte(sums[x]);
            }
        }
        return to;
    }

    private static byte toByte(int sum) {
        return (byte) Math.clamp(sum >> AxisWeights.PRECISION, 0, 255);
    }
}
