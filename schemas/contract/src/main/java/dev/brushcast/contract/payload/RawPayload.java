package dev.brushcast.contract.payload;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import java.nio.ByteBuffer;

/** {@link PayloadFormat#RGB24}. */
final class RawPayload implements FramePayload {

    private static final int BYTES_PER_PIXEL = 3;

    @Override
    public PayloadFormat format() {
        return PayloadFormat.RGB24;
    }

    @Override
    public byte[] encode(RgbPicture picture) {
        return picture.rgb().clone();
    }

    @Override
    public RgbPicture decode(ByteBuffer data, int width, int height) {
        long expected = (long) BYTES_PER_PIXEL * width * height;
        if (width < 1 || height < 1 || data.remaining() != expected) {
            throw new MediaException(data.remaining() + " bytes for a raw picture of " + width + "x" + height);
        }
        byte[] rgb = new byte[data.remaining()];
        data.duplicate().get(rgb);
        return new RgbPicture(width, height, rgb);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
