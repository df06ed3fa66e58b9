package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RgbPicture;
import java.util.List;

/** Sees and hears a rendition as viewers will. Called by one thread. */
public interface Onlooker {

    /** Nobody looks. */
    Onlooker NONE = new Onlooker() {};

    /** What a frame shows: a picture of its own, or the one before again; as its outcome says. */
    default void picture(EpochInfo epoch, long ptsUs, RgbPicture picture, Outcome outcome) {}

    /** Packets of the audio for browsers, of a source that has audio; times in samples. There is one at least. */
    default void sound(EpochInfo epoch, AudioFormat format, List<MediaPacket> packets) {}
}
