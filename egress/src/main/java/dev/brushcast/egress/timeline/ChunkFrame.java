package dev.brushcast.egress.timeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A frame as a chunk carries it.
 *
 * @param number in its epoch, from 0
 * @param ptsUs presentation time in the epoch, microseconds
 * @param durationUs microseconds
 * @param outcome what became of it
 * @param picture its encoded picture, present exactly where {@link Outcome#hasPicture()}
 * @param journey when and where it has been so far
 * @param captions closed captions of its time, triplets of cc_data from position to limit, not to be changed; null: none
 * @param slate a slate is shown in place of the picture before
 */
public record ChunkFrame(
        long number,
        long ptsUs,
        long durationUs,
        Outcome outcome,
        @Nullable EncodedPicture picture,
        Journey journey,
        @Nullable ByteBuffer captions,
        boolean slate) {

    /** One without captions. */
    public ChunkFrame(
            long number,
            long ptsUs,
            long durationUs,
            Outcome outcome,
            @Nullable EncodedPicture picture,
            Journey journey) {
        this(number, ptsUs, durationUs, outcome, picture, journey, null, false);
    }
}
