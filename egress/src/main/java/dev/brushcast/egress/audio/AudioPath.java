package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.AudioTranscoder;
import dev.brushcast.media.mp4.Adts;
import java.util.List;
import java.util.Set;

/** How packets of one format get into a container: as they are, without their ADTS headers, or as AAC. */
public sealed interface AudioPath extends AutoCloseable {

    /** What fragmented MP4 and HLS carry. */
    Set<String> HLS_CODECS = Set.of("aac", "ac3", "eac3", "mp3", "opus", "flac", "alac");

    /** What comes out. */
    AudioFormat format();

    /** What has become ready with this packet. */
    List<MediaPacket> send(MediaPacket packet);

    /** What was held back. Nothing may follow. */
    List<MediaPacket> finish();

    @Override
    void close();

    /**
     * The path that changes least.
     *
     * @param carried codecs that the container takes
     * @param first the first packet, which tells AAC with headers from AAC without
     */
    static AudioPath choose(AudioFormat source, MediaPacket first, Set<String> carried) {
        if (!carried.contains(source.codec())) {
            return new Transcoded(new AudioTranscoder(source));
        }
        if (source.codec().equals("aac") && source.config().length == 0) {
            return Adts.config(first.data())
                    .<AudioPath>map(config -> new WithoutAdts(source.withConfig(config)))
                    .orElseGet(() -> new Transcoded(new AudioTranscoder(source)));
        }
        return new Untouched(source);
    }

    /** Packets as they are. */
    record Untouched(AudioFormat format) implements AudioPath {
        @Override
        public List<MediaPacket> send(MediaPacket packet) {
            return List.of(packet);
        }

        @Override
        public List<MediaPacket> finish() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** AAC frames without the headers that a transport stream puts before each. */
    record WithoutAdts(AudioFormat format) implements AudioPath {
        @Override
        public List<MediaPacket> send(MediaPacket packet) {
            byte[] frame = Adts.withoutHeader(packet.data());
            return List.of(new MediaPacket(frame, packet.pts(), packet.duration(), packet.key()));
        }

        @Override
        public List<MediaPacket> finish() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** Decoded and encoded again. */
    record Transcoded(AudioTranscoder transcoder) implements AudioPath {
        @Override
        public AudioFormat format() {
            return transcoder.format();
        }

        @Override
        public List<MediaPacket> send(MediaPacket packet) {
            return transcoder.transcode(packet);
        }

        @Override
        public List<MediaPacket> finish() {
            return transcoder.flush();
        }

        @Override
        public void close() {
            transcoder.close();
        }
    }
}
