package dev.brushcast.egress.rendition;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.contract.payload.FramePayloads;
import dev.brushcast.egress.timeline.EncodedPicture;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pictures that chunks carry. Confined to one thread. */
final class PictureDecoder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PictureDecoder.class);

    private final Map<PayloadFormat, FramePayload> codecs = new EnumMap<>(PayloadFormat.class);

    /** The picture; empty where the bytes are none, or one of another size than its epoch's. */
    Optional<RgbPicture> decode(EncodedPicture encoded, EpochInfo epoch, long number) {
        if (encoded.width() != epoch.width() || encoded.height() != epoch.height()) {
            unreadable(
                    epoch,
                    number,
                    encoded.width() + "x" + encoded.height() + " pixels, the epoch began with " + epoch.width() + "x"
                            + epoch.height());
            return Optional.empty();
        }
        try {
            FramePayload codec = codecs.computeIfAbsent(encoded.format(), FramePayloads::of);
            return Optional.of(codec.decode(encoded.data(), encoded.width(), encoded.height()));
        } catch (MediaException e) {
            unreadable(epoch, number, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void unreadable(EpochInfo epoch, long number, String why) {
        LOGGER.atWarn()
                .addKeyValue("epoch", epoch.epoch())
                .addKeyValue("frame", number)
                .log("unreadable picture, the one before is held: {}", why);
    }

    @Override
    public void close() {
        codecs.values().forEach(FramePayload::close);
    }
}
