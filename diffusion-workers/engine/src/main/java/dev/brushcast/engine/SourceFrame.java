package dev.brushcast.engine;

import org.jspecify.annotations.Nullable;

/**
 * One frame to render.
 *
 * @param number the frame's number in its epoch
 * @param mediaTimeUs the frame's media time, microseconds since 1970; with stream and seed it determines every draw
 * @param picture the source's picture, or null to make one from the prompt alone (text to image)
 * @param size of the picture; null: it is to be made, at the size that the engine was set up for
 * @param style how to render it
 */
public record SourceFrame(
        long number,
        long mediaTimeUs,
        @Nullable Picture picture,
        @Nullable PictureSize size,
        Style style) {

    /** A frame that has a picture, or one that is to be made at the size that the engine was set up for. */
    public SourceFrame(long number, long mediaTimeUs, @Nullable Picture picture, Style style) {
        this(
                number,
                mediaTimeUs,
                picture,
                picture == null ? null : new PictureSize(picture.width(), picture.height()),
                style);
    }

    /** A frame that is to be made from the prompt alone, at a size. */
    public static SourceFrame made(long number, long mediaTimeUs, int width, int height, Style style) {
        return new SourceFrame(number, mediaTimeUs, null, new PictureSize(width, height), style);
    }
}
