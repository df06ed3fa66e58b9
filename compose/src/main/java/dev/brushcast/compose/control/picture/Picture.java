package dev.brushcast.compose.control.picture;

import dev.brushcast.contract.avro.PayloadFormat;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a stream, and the picture that is to be seen at its time: its own, or the one before where it has none.
 *
 * @param epoch its capture
 * @param number of the frame in its epoch
 * @param mediaTimeUs microseconds since 1970
 * @param capturedAtUs microseconds since 1970
 * @param styleRevision of the style that held; 0: none, or a source's frame
 * @param outcome what became of it, a lower-case name; a source's frame is {@code source}
 * @param reason why, where that is said
 * @param image null: there was none yet
 */
public record Picture(
        String streamId,
        PictureKind kind,
        long epoch,
        long number,
        long mediaTimeUs,
        long capturedAtUs,
        long styleRevision,
        String outcome,
        @Nullable String reason,
        @Nullable Image image) {

    /**
     * The bytes of a picture, which nobody changes.
     *
     * @param number of the frame that it is of
     */
    public record Image(long epoch, long number, PayloadFormat format, int width, int height, ByteBuffer data) {

        boolean isSame(@Nullable Image other) {
            return other != null && other.epoch == epoch && other.number == number;
        }
    }
}
