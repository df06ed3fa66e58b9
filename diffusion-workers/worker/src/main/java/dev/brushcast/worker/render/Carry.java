package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.payload.FramePayload;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.picture.PictureScaler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine's continuity, with pictures, as the state that is stored, with the bytes they came from; and back. */
final class Carry {

    private Carry() {}

    /**
     * What the engine is handed in.
     *
     * @param work whose frames come next: the filter compares pictures of one size
     */
    static Continuity toEngine(StreamState state, ChunkInWork work, PayloadPool payloads) {
        Reference reference = state.reference();
        if (reference == null) {
            return Continuity.NONE;
        }
        VideoChunk chunk = work.source().chunk();
        boolean asLarge = reference.width() == chunk.getWidth() && reference.height() == chunk.getHeight();
        PictureSize size = asLarge ? work.size() : new PictureSize(reference.width(), reference.height());
        Picture picture = payloads.forEach(
                        reference.format(), List.of(reference), (payload, one) -> picture(payload, one, size))
                .getFirst();
        return new Continuity(reference.frame(), picture, reference.style(), state.skipped());
    }

    /**
     * What is stored of the engine's answer.
     *
     * @param filtered whether the stream's newest style has the similarity filter on; off, its reference is not kept
     */
    static StreamState toState(StreamState before, Continuity after, VideoChunk chunk, boolean filtered) {
        Reference reference = filtered ? reference(before.reference(), after, chunk) : null;
        return new StreamState(
                before.epoch(),
                before.model(),
                reference,
                reference == null ? 0 : after.skipped(),
                before.degradation(),
                before.trail());
    }

    private static @Nullable Reference reference(@Nullable Reference before, Continuity after, VideoChunk chunk) {
        if (after.reference() == null || after.referenceStyle() == null) {
            return null;
        }
        if (before != null && before.frame() == after.referenceFrame()) {
            return before;
        }
        for (VideoFrame frame : chunk.getFrames()) {
            if (frame.getNumber() == after.referenceFrame()) {
                return new Reference(
                        frame.getNumber(),
                        chunk.getFormat(),
                        chunk.getWidth(),
                        chunk.getHeight(),
                        frame.getData(),
                        after.referenceStyle());
            }
        }
        throw new IllegalStateException("the engine refers to frame " + after.referenceFrame()
                + ", which neither the chunk nor the state before has");
    }

    private static Picture picture(FramePayload payload, Reference reference, PictureSize size) {
        RgbPicture picture = PictureScaler.scale(
                payload.decode(reference.data(), reference.width(), reference.height()), size.width(), size.height());
        return new Picture(picture.width(), picture.height(), picture.rgb());
    }
}
