package dev.brushcast.media.testing;

import dev.brushcast.media.RgbPicture;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A frame's number as large black and white cells, to be read after scaling, JPEG and H.264, down to about 128x72.
 *
 * <p>The middle two thirds of the picture hold {@value #ROWS} rows of {@value #COLUMNS} cells: the number's 16 bits, the
 * highest first, then 8 bits of check sum. Around them is mid grey, so that cutting or padding a few edge pixels does no
 * harm. A cell is the mean of its inner half, against the middle between black and white.
 */
public final class FrameBarcode {

    /** Numbers are below this. */
    public static final int LIMIT = 1 << 16;

    private static final int COLUMNS = 8;
    private static final int ROWS = 3;
    private static final int GREY = 0x80;

    private FrameBarcode() {}

    /**
     * Draws a number.
     *
     * @param number 0 to {@link #LIMIT} - 1
     */
    public static RgbPicture draw(int number, int width, int height) {
        if (number < 0 || number >= LIMIT) {
            throw new IllegalArgumentException("number " + number);
        }
        int bits = (number << 8) | check(number);
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) GREY);
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            boolean white = ((bits >> (COLUMNS * ROWS - 1 - cell)) & 1) != 0;
            int left = left(cell % COLUMNS, width);
            int right = left(cell % COLUMNS + 1, width);
            int bottom = top(cell / COLUMNS + 1, height);
            for (int y = top(cell / COLUMNS, height); y < bottom; y++) {
                Arrays.fill(rgb, 3 * (y * width + left), 3 * (y * width + right), (byte) (white ? 0xff : 0));
            }
        }
        return new RgbPicture(width, height, rgb);
    }

    /** Reads the number; empty when the check sum is wrong, as in a picture without one. */
    public static OptionalInt read(RgbPicture picture) {
        int bits = 0;
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            bits = (bits << 1) | (brightness(picture, cell) > GREY ? 1 : 0);
        }
        int number = bits >> 8;
        return (bits & 0xff) == check(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static double brightness(RgbPicture picture, int cell) {
        int column = cell % COLUMNS;
        int row = cell / COLUMNS;
        int left = left(column, picture.width());
        int width = left(column + 1, picture.width()) - left;
        int top = top(row, picture.height());
        int height = top(row + 1, picture.height()) - top;
        long sum = 0;
        long samples = 0;
        for (int y = top + height / 4; y < top + height - height / 4; y++) {
            for (int x = left + width / 4; x < left + width - width / 4; x++) {
                for (int c = 0; c < 3; c++) {
                    sum += picture.rgb()[3 * (y * picture.width() + x) + c] & 0xff;
                    samples++;
                }
            }
        }
        return (double) sum / samples;
    }

    private static int left(int column, int width) {
        return edge(column, COLUMNS, width);
    }

    private static int top(int row, int height) {
        return edge(row, ROWS, height);
    }

    /** Where a cell begins: cells share the middle two thirds. */
    private static int edge(int index, int count, int length) {
        return length / 6 + index * (length - 2 * (length / 6)) / count;
    }

    /** Spreads every bit of the number, and is never 0 for black nor 255 for white. */
    private static int check(int number) {
        return ((number * 0x9E3779B1) >>> 24) ^ 0xA5;
    }
}
