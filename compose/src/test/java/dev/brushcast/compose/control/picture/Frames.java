package dev.brushcast.compose.control.picture;

import dev.brushcast.compose.control.picture.Picture.Image;
import dev.brushcast.contract.avro.PayloadFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Frames of a stream of 25 frames a second, whose pictures are their numbers. */
public final class Frames {

    private static final long STEP_US = 40_000;

    private Frames() {}

    /** A frame with a picture of its own. */
    public static Picture frame(String streamId, long number) {
        return frame(streamId, number, "styled", image(number));
    }

    /** A frame that shows the picture of another, or none. */
    public static Picture frame(String streamId, long number, String outcome, @Nullable Image image) {
        return new Picture(
                streamId, PictureKind.STYLED, 1, number, number * STEP_US, number * STEP_US, 7, outcome, null, image);
    }

    /** The picture of a frame. */
    public static Image image(long number) {
        return new Image(1, number, PayloadFormat.JPEG, 8, 8, ByteBuffer.wrap(new byte[] {(byte) number}));
    }
}
