package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;

/** Sees what becomes of every frame of a rendition, for counting. Called by one thread. */
public interface FrameObserver {

    /** Nobody counts. */
    FrameObserver NONE = new FrameObserver() {};

    /** A frame is in the output. */
    default void shown(long ptsUs, Outcome outcome, Journey journey) {}

    /** Source frames are not in the output. */
    default void dropped(long count, String cause) {}

    /** Pictures were repeated in the output where the source had none for too long. */
    default void filled(int count) {}

    /** Silence is in the output for so many microseconds more, where the source's audio came late, had a hole or ended early. */
    default void silent(long us) {}

    /** What viewers see from now on. */
    default void air(Air state) {}

    /** A chunk came of which nothing is in the output. */
    default void ignored(IgnoredChunk reason) {}

    /** The frames before this presentation time can be played. */
    default void published(long untilUs) {}
}
