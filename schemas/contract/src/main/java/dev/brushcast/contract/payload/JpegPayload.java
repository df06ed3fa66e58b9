package dev.brushcast.contract.payload;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.picture.JpegDecoder;
import dev.brushcast.media.ffmpeg.picture.JpegEncoder;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;
import java.nio.ByteBuffer;

/** {@link PayloadFormat#JPEG}. */
final class JpegPayload implements FramePayload {

    private final JpegEncoder encoder;
    private final JpegDecoder decoder = new JpegDecoder();

    JpegPayload(JpegOptions options) {
        encoder = new JpegEncoder(options);
    }

    @Override
    public PayloadFormat format() {
        return PayloadFormat.JPEG;
    }

    @Override
    public byte[] encode(RgbPicture picture) {
        return encoder.encode(picture);
    }

    @Override
    public RgbPicture decode(ByteBuffer data, int width, int height) {
        RgbPicture picture = decoder.decode(data);
        if (picture.width() != width || picture.height() != height) {
            throw new MediaException(
                    "a JPEG of " + picture.width() + "x" + picture.height() + " in a chunk of " + width + "x" + height);
        }
        return picture;
    }

    @Override
    public void close() {
        decoder.close();
        encoder.close();
    }
}
