package dev.brushcast.egress.rtmp;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** What is to be sent, in order. */
sealed interface RtmpItem {

    /**
     * An epoch begins.
     *
     * @param audio null: no sound
     * @param live true: what is late is dropped; false: nothing is, while the server takes it
     */
    record Begin(VideoFormat video, @Nullable AudioFormat audio, boolean live) implements RtmpItem {}

    record Picture(MediaPacket packet) implements RtmpItem {}

    record Audio(MediaPacket packet) implements RtmpItem {}

    /** The epoch is over. */
    record End() implements RtmpItem {}
}
