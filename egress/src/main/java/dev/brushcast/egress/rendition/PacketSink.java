package dev.brushcast.egress.rendition;

import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.ffmpeg.output.MediaPacket;
import dev.brushcast.media.ffmpeg.output.VideoFormat;

/** Where encoded pictures go as soon as they are ready, before their segment is. Called by one thread, in order. */
public interface PacketSink {

    /** Nowhere. */
    PacketSink NONE = new PacketSink() {
        @Override
        public void begin(EpochInfo epoch, VideoFormat format) {}

        @Override
        public void picture(MediaPacket packet) {}

        @Override
        public void epochEnded() {}
    };

    /** An epoch's pictures follow. */
    void begin(EpochInfo epoch, VideoFormat format);

    /** The next picture. */
    void picture(MediaPacket packet);

    /** The epoch is over. */
    void epochEnded();
}
