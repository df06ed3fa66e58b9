package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;

/** Sees every frame of a rendition, for counting. Called by one thread. */
public interface FrameObserver {

    /** Nobody looks. */
    FrameObserver NONE = new FrameObserver() {
        @Override
        public void shown(long ptsUs, Outcome outcome, Journey journey) {}

        @Override
        public void dropped(long count, String cause) {}

        @Override
        public void filled(int count) {}

        @Override
        public void silent(long us) {}

        @Override
        public void ignored(IgnoredChunk reason) {}

        @Override
        public void published(long untilUs) {}
    };

    /** A frame is in the output. */
    void shown(long ptsUs, Outcome outcome, Journey journey);

    /** Source frames are not in the output. */
    void dropped(long count, String cause);

    /** Pictures were repeated in the output where the source had none for too long. */
    void filled(int count);

    /** Silence is in the output for so many microseconds more, where the source's audio came late, had a hole or ended early. */
    void silent(long us);

    /** What viewers see from now on. */
    default void air(Air state) {}

    /** A chunk came of which nothing is in the output. */
    void ignored(IgnoredChunk reason);

    /** The frames before this presentation time can be played. */
    void published(long untilUs);
}
