package dev.brushcast.egress.timeline;

import dev.brushcast.contract.avro.PayloadFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A picture as a chunk carries it.
 *
 * @param data from position to limit, not to be changed
 * @param width pixels
 * @param height pixels
 * @param origin where it is from; null: of the source's own stream, about which there is nothing to say
 */
public record EncodedPicture(
        PayloadFormat format,
        ByteBuffer data,
        int width,
        int height,
        @Nullable Origin origin) {

    /** One of the source's own stream. */
    public EncodedPicture(PayloadFormat format, ByteBuffer data, int width, int height) {
        this(format, data, width, height, null);
    }
}
