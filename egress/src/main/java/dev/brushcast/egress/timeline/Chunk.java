package dev.brushcast.egress.timeline;

import java.util.List;

/**
 * A record of a video topic.
 *
 * @param sequence number in its epoch, from 0, without holes
 * @param frames rising by number
 * @param gaps rising by number
 * @param endOfEpoch no chunk of the epoch has a higher sequence
 */
public record Chunk(EpochInfo epoch, long sequence, List<ChunkFrame> frames, List<Gap> gaps, boolean endOfEpoch) {

    public Chunk {
        frames = List.copyOf(frames);
        gaps = List.copyOf(gaps);
    }
}
