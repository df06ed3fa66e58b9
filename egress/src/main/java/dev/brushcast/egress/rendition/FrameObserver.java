package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Journey;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import java.util.List;

/** Sees every frame of a rendition, and hears its audio. Called by one thread. */
public interface FrameObserver {

    /** A frame is in the output. */
    default void shown(long ptsUs, Outcome outcome, Journey journey) {}

    /** What a frame shows: a picture of its own, or the one before again; as its outcome says. */
    default void picture(EpochInfo epoch, long ptsUs, RgbPicture picture, Outcome outcome) {}

    /** Packets of the audio for browsers, of a source that has audio; times in samples. There is one at least. */
    default void sound(EpochInfo epoch, AudioFormat format, List<MediaPacket> packets) {}

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
