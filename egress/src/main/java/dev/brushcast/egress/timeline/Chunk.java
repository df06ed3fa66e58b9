package dev.brushcast.egress.timeline;

import java.util.List;

/**
 * A record of a video topic.
 *
 * @param sequence number in its epoch, from 0, without holes
 * @param frames rising by number
 * @param gaps rising by number
 * @param endOfEpoch no chunk of the epoch has a higher sequence
 * @param splices what is announced and not over when it begins, known before its frames
 */
public record Chunk(
        EpochInfo epoch,
        long sequence,
        List<ChunkFrame> frames,
        List<Gap> gaps,
        boolean endOfEpoch,
        List<Splice> splices) {

    public Chunk {
        frames = List.copyOf(frames);
        gaps = List.copyOf(gaps);
        splices = List.copyOf(splices);
    }

    /** One that announces nothing. */
    public Chunk(EpochInfo epoch, long sequence, List<ChunkFrame> frames, List<Gap> gaps, boolean endOfEpoch) {
        this(epoch, sequence, frames, gaps, endOfEpoch, List.of());
    }
}
