package dev.brushcast.egress.consume;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.egress.timeline.ChunkFrame;
import dev.brushcast.egress.timeline.EncodedPicture;
import dev.brushcast.egress.timeline.Hold;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import java.util.List;

/** Source chunks as the timeline takes them: every frame shows its own picture. */
public final class SourceChunks {

    private SourceChunks() {}

    /** The chunk. */
    public static Chunk toChunk(VideoChunk from) {
        List<ChunkFrame> frames =
                from.getFrames().stream().map(frame -> frame(from, frame)).toList();
        return new Chunk(
                Epochs.of(from),
                from.getSequence(),
                frames,
                Epochs.gaps(from.getGaps()),
                from.getEndOfEpoch(),
                Hold.of(from.getLive(), from.getHeldUntilUs(), from.getSlateFromUs()),
                Epochs.splices(from.getCues()));
    }

    private static ChunkFrame frame(VideoChunk chunk, VideoFrame frame) {
        return new ChunkFrame(
                frame.getNumber(),
                frame.getPtsUs(),
                frame.getDurationUs(),
                Outcome.PASSTHROUGH,
                new EncodedPicture(chunk.getFormat(), frame.getData(), chunk.getWidth(), chunk.getHeight()),
                Journey.UNKNOWN,
                frame.getCaptions(),
                false);
    }
}
