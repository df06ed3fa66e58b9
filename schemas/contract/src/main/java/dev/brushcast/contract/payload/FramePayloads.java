package dev.brushcast.contract.payload;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;

/** Makes payload codecs. */
public final class FramePayloads {

    private FramePayloads() {}

    /**
     * A codec of the given format, at the quality that chunks are written with.
     *
     * @throws MediaException if this version does not know the format, or it is {@link PayloadFormat#NONE}
     */
    public static FramePayload of(PayloadFormat format) {
        return of(format, JpegOptions.HIGH_QUALITY);
    }

    /**
     * A codec of the given format.
     *
     * @param jpeg how {@link PayloadFormat#JPEG} compresses
     * @throws MediaException if this version does not know the format
     */
    public static FramePayload of(PayloadFormat format, JpegOptions jpeg) {
        return switch (format) {
            case JPEG -> new JpegPayload(jpeg);
            case RGB24 -> new RawPayload();
            case NONE -> throw new MediaException("frames without pictures, which a model makes from the prompt alone");
            case UNKNOWN ->
                throw new MediaException("frames in a payload format that this version does not know: update it");
        };
    }
}
