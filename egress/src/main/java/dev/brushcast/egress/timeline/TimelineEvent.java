package dev.brushcast.egress.timeline;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a timeline says, in order: an epoch begins, frames are shown or dropped, splices announced, chunks are ignored, the epoch ends. */
public sealed interface TimelineEvent {

    /**
     * Frames of this epoch follow.
     *
     * @param within true: there were others before them, which are somebody else's
     */
    record EpochBegins(EpochInfo epoch, boolean within) implements TimelineEvent {}

    /**
     * The next frame of the output.
     *
     * @param number in its epoch
     * @param ptsUs presentation time, always later than the frame's before
     * @param durationUs what the source says; the next frame's time decides unless there is none
     * @param picture null: the one before is shown again, or a slate where there is none
     * @param captions closed captions of its time, triplets of cc_data; null: none
     * @param slate a slate is shown, whatever was before
     */
    record Show(
            long number,
            long ptsUs,
            long durationUs,
            Outcome outcome,
            @Nullable EncodedPicture picture,
            Journey journey,
            @Nullable ByteBuffer captions,
            boolean slate)
            implements TimelineEvent {}

    /**
     * The last picture is shown again, or a slate. No frame follows that is before the end of it.
     *
     * @param fromUs presentation time with which the output begins where nothing was shown before
     * @param picture shown again where nothing was shown before; null: only a slate is
     */
    record Holds(long fromUs, Hold hold, @Nullable EncodedPicture picture) implements TimelineEvent {}

    /**
     * Source frames that are not in the output.
     *
     * @param count at least 1
     */
    record Drop(long count, String cause) implements TimelineEvent {}

    /** The source announces something; frames that may be concerned follow. */
    record Announces(Splice splice) implements TimelineEvent {}

    /** A chunk came of which nothing is shown. */
    record Ignores(IgnoredChunk reason) implements TimelineEvent {}

    /**
     * Nothing of the epoch follows.
     *
     * @param complete false: its last chunk never came, the next epoch or the end of the service cut it off
     */
    record EpochEnds(EpochInfo epoch, boolean complete) implements TimelineEvent {}
}
