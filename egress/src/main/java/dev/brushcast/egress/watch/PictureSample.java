package dev.brushcast.egress.watch;

import dev.brushcast.media.RgbPicture;

/**
 * A picture's brightness in {@value #COLUMNS} by {@value #ROWS} cells: enough to tell a black picture from a dark one, and a still
 * one from one in which something moves.
 */
final class PictureSample {

    static final int COLUMNS = 32;
    static final int ROWS = 18;

    /** Black is below a tenth of white in 98 of 100 places, as FFmpeg's {@code blackdetect} has it. */
    private static final float BLACK = 0.1f * 255;

    private static final int NOT_BLACK = COLUMNS * ROWS * 2 / 100;

    /** Cells of pictures that are the same up to their encoding differ by less, of 255; the noise of a camera is more. */
    private static final float STILL = 0.25f;

    private final float[] cells;

    private PictureSample(float[] cells) {
        this.cells = cells;
    }

    /** The brightness of a picture, each cell the mean of its pixels, of which every second one of every second row counts. */
    static PictureSample of(RgbPicture picture) {
        float[] sums = new float[COLUMNS * ROWS];
        int[] counts = new int[COLUMNS * ROWS];
        byte[] rgb = picture.rgb();
        int width = picture.width();
        for (int y = 0; y < picture.height(); y += 2) {
            int row = y * ROWS / picture.height() * COLUMNS;
            for (int x = 0; x < width; x += 2) {
                int at = 3 * (y * width + x);
                // BT.601 in 1/1024: 0.299, 0.587, 0.114
                int luma = 306 * (rgb[at] & 0xff) + 601 * (rgb[at + 1] & 0xff) + 117 * (rgb[at + 2] & 0xff);
                int cell = row + x * COLUMNS / width;
                sums[cell] += luma / 1024f;
                counts[cell]++;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] /= Math.max(1, counts[cell]);
        }
        return new PictureSample(sums);
    }

    /** Whether there is next to nothing to see. */
    boolean isBlack() {
        int bright = 0;
        for (float cell : cells) {
            bright += cell >= BLACK ? 1 : 0;
        }
        return bright <= NOT_BLACK;
    }

    /** Whether nothing has changed since another picture. */
    boolean isAs(PictureSample other) {
        for (int cell = 0; cell < cells.length; cell++) {
            if (Math.abs(cells[cell] - other.cells[cell]) > STILL) {
                return false;
            }
        }
        return true;
    }
}
