package dev.brushcast.engine;

/**
 * The size of a picture.
 *
 * @param width pixels
 * @param height pixels
 */
public record PictureSize(int width, int height) {

    /** Number of pixels. */
    public int pixels() {
        return width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
