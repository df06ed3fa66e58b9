package dev.brushcast.egress.push;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** What is to be sent, in order. */
public sealed interface PushItem {

    /**
     * An epoch begins.
     *
     * @param audio null: no sound
     * @param live true: what is late is dropped; false: nothing is, while the server takes it
     */
    record Begin(VideoFormat video, @Nullable AudioFormat audio, boolean live) implements PushItem {}

    record Picture(MediaPacket packet) implements PushItem {}

    record Audio(MediaPacket packet) implements PushItem {}

    /** The epoch is over. */
    record End() implements PushItem {}
}
