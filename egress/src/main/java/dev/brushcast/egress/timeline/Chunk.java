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
 */
public record Chunk(
        EpochInfo epoch,
        long sequence,
        List<ChunkFrame> frames,
        List<Gap> gaps,
        boolean endOfEpoch,
        @Nullable Hold hold) {

    public Chunk {
        frames = List.copyOf(frames);
        gaps = List.copyOf(gaps);
    }

    /** One that holds nothing. */
    public Chunk(EpochInfo epoch, long sequence, List<ChunkFrame> frames, List<Gap> gaps, boolean endOfEpoch) {
        this(epoch, sequence, frames, gaps, endOfEpoch, null);
    }
}
