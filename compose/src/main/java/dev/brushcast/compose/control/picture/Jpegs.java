package dev.brushcast.compose.control.picture;

import dev.brushcast.compose.control.picture.Picture.Image;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.picture.JpegOptions;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;

/** Images as JPEG, whatever they are of. Confined to one thread. */
public final class Jpegs implements AutoCloseable {

    private final Map<PayloadFormat, FramePayload> codecs = new EnumMap<>(PayloadFormat.class);

    /**
     * The bytes of a JPEG file: the very ones of the topic where they are that, which is not looked into.
     *
     * @throws MediaException if the image is none, or of a kind that this version does not know
     */
    public byte[] of(Image image) {
        if (image.format() == PayloadFormat.JPEG) {
            byte[] bytes = new byte[image.data().remaining()];
            image.data().duplicate().get(bytes);
            return bytes;
        }
        ByteBuffer data = image.data().duplicate();
        return codec(PayloadFormat.JPEG).encode(codec(image.format()).decode(data, image.width(), image.height()));
    }

    private FramePayload codec(PayloadFormat format) {
        return codecs.computeIfAbsent(format, wanted -> FramePayloads.of(wanted, JpegOptions.HIGH_QUALITY));
    }

    @Override
    public void close() {
        codecs.values().forEach(FramePayload::close);
        codecs.clear();
    }
}
