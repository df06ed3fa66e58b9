package dev.brushcast.egress.timeline;

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
 */
public record ChunkFrame(
        long number,
        long ptsUs,
        long durationUs,
        Outcome outcome,
        @Nullable EncodedPicture picture,
        Journey journey) {}
