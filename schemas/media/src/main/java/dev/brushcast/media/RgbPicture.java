package dev.brushcast.media;

/**
 * A picture in RGB24: {@code height} rows of {@code width} pixels, three bytes R G B each, top row first, no padding.
 *
 * <p>The array is not copied: whoever makes a picture hands its bytes over and writes to them no more.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb {@code 3 * width * height} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed over, never compared
public record RgbPicture(int width, int height, byte[] rgb) {

    public RgbPicture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " pixels");
        }
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(rgb.length + " bytes for a picture of " + width + "x" + height
                    + ", expected " + 3 * width * height);
        }
    }
}
