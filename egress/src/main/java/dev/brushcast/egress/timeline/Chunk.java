package dev.brushcast.egress.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of a video topic.
 *
 * @param sequence number in its epoch, from 0, without holes
 * @param frames rising by number
 * @param gaps rising by number
 * @param endOfEpoch no chunk of the epoch has a higher sequence
 * @param hold the last picture is shown again after the frames; null: it is not
 * @param splices what is announced and not over when it begins, known before its frames
 */
public record Chunk(
        EpochInfo epoch,
        long sequence,
        List<ChunkFrame> frames,
        List<Gap> gaps,
        boolean endOfEpoch,
        @Nullable Hold hold,
        List<Splice> splices) {

    public Chunk {
        frames = List.copyOf(frames);
        gaps = List.copyOf(gaps);
        splices = List.copyOf(splices);
    }

    /** One that announces nothing. */
    public Chunk(
            EpochInfo epoch,
            long sequence,
            List<ChunkFrame> frames,
            List<Gap> gaps,
            boolean endOfEpoch,
            @Nullable Hold hold) {
        this(epoch, sequence, frames, gaps, endOfEpoch, hold, List.of());
    }

    /** One that announces and holds nothing. */
    public Chunk(EpochInfo epoch, long sequence, List<ChunkFrame> frames, List<Gap> gaps, boolean endOfEpoch) {
        this(epoch, sequence, frames, gaps, endOfEpoch, null);
    }
}
