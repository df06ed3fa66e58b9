package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;

/**
 * Where encoded pictures and the source's sound go as soon as they are ready, before their segment is. Called by one thread,
 * each in order.
 */
public interface PacketSink {

    /** Nowhere. */
    PacketSink NONE = new PacketSink() {
        @Override
        public void begin(EpochInfo epoch, VideoFormat format) {}

        @Override
        public void picture(MediaPacket packet) {}

        @Override
        public void audio(AudioPackets chunk) {}

        @Override
        public void epochEnded() {}
    };

    /** An epoch's pictures follow. */
    void begin(EpochInfo epoch, VideoFormat format);

    /** The next picture. */
    void picture(MediaPacket packet);

    /** Sound of the epoch, as the source carried it. */
    void audio(AudioPackets chunk);

    /** The epoch is over. */
    void epochEnded();
}
