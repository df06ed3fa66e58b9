package dev.brushcast.media.ffmpeg.fit;

import dev.brushcast.media.RgbPicture;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * How a coded picture must be turned to stand upright: transposed first (rows become columns), then mirrored.
 *
 * @param transposed true: turned by a quarter, width and height change places
 * @param mirrorX left and right change places, after transposing
 * @param mirrorY top and bottom change places, after transposing
 */
public record Orientation(boolean transposed, boolean mirrorX, boolean mirrorY) {

    public static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * As side data of a stream or a frame says.
     *
     * @param displayMatrix nine numbers of 32 bits
     */
    public static Orientation of(BytePointer displayMatrix) {
        int[] matrix = new int[9];
        new IntPointer(displayMatrix).get(matrix);
        return ofDisplayMatrix(matrix);
    }

    /**
     * The nearest multiple of a quarter turn to a display matrix as containers carry it: nine numbers in rows, of which
     * elements 0, 1, 3 and 4 take (x, y) to (m0 x + m3 y, m1 x + m4 y).
     */
    static Orientation ofDisplayMatrix(int[] matrix) {
        boolean transposed = Math.abs((long) matrix[1]) > Math.abs((long) matrix[0]);
        return transposed
                ? new Orientation(true, matrix[3] < 0, matrix[1] < 0)
                : new Orientation(false, matrix[0] < 0, matrix[4] < 0);
    }

    /** The picture, upright. */
    RgbPicture apply(RgbPicture picture) {
        if (equals(UPRIGHT)) {
            return picture;
        }
        int width = transposed ? picture.height() : picture.width();
        int height = transposed ? picture.width() : picture.height();
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        int out = 0;
        for (int y = 0; y < height; y++) {
            int along = mirrorY ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int across = mirrorX ? width - 1 - x : x;
                int in = 3 * (transposed ? across * picture.width() + along : along * picture.width() + across);
                to[out++] = from[in];
                to[out++] = from[in + 1];
                to[out++] = from[in + 2];
            }
        }
        return new RgbPicture(width, height, to);
    }
}
