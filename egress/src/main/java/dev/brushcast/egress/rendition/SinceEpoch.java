package dev.brushcast.egress.rendition;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;

/**
 * Sinks for what is new: what playlists name again after a restart is not recorded or pushed a second time. Each is confined to one
 * thread.
 */
public final class SinceEpoch {

    private SinceEpoch() {}

    /** A sink that gets epochs from this one on. */
    public static PartSink of(long first, PartSink sink) {
        return new Segments(first, sink);
    }

    /** The same for packets. */
    public static PacketSink of(long first, PacketSink sink) {
        return new Packets(first, sink);
    }

    private static final class Segments implements PartSink {

        private final long first;
        private final PartSink sink;
        private PartSink now = PartSink.NONE;

        Segments(long first, PartSink sink) {
            this.first = first;
            this.sink = sink;
        }

        @Override
        public void begin(Initialisation initialisation) {
            now = initialisation.epoch().epoch() < first ? PartSink.NONE : sink;
            now.begin(initialisation);
        }

        @Override
        public void part(MuxedPart part) {
            now.part(part);
        }

        @Override
        public void epochEnded() {
            now.epochEnded();
        }

        @Override
        public void leave() {
            sink.leave();
        }

        @Override
        public void end() {
            sink.end();
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    private static final class Packets implements PacketSink {

        private final long first;
        private final PacketSink sink;
        private PacketSink now = PacketSink.NONE;

        Packets(long first, PacketSink sink) {
            this.first = first;
            this.sink = sink;
        }

        @Override
        public void begin(EpochInfo epoch, VideoFormat format) {
            now = epoch.epoch() < first ? PacketSink.NONE : sink;
            now.begin(epoch, format);
        }

        @Override
        public void picture(MediaPacket packet) {
            now.picture(packet);
        }

        @Override
        public void audio(AudioPackets chunk) {
            now.audio(chunk);
        }

        @Override
        public void epochEnded() {
            now.epochEnded();
        }
    }
}
