package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.AudioTranscoder;
import dev.brushcast.media.mp4.Adts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** How packets of one format get into a container: as they are, without their ADTS headers, or encoded again. */
public sealed interface AudioPath extends AutoCloseable {

    /** What every web player plays in fragmented MP4. */
    Set<String> BROWSERS = Set.of("aac", "opus");

    /** What HLS carries besides: for players that are no browsers, or new ones. */
    Set<String> OTHER_PLAYERS = Set.of("ac3", "eac3", "alac", "mp3", "flac");

    /** FFmpeg's numbers of AAC's profiles that players play: low complexity, and high efficiency in both versions. */
    Set<Integer> AAC_PROFILES = Set.of(-99, 1, 4, 28);

    /** What comes out. */
    AudioFormat format();

    /** What has become ready with this packet. */
    List<MediaPacket> send(MediaPacket packet);

    /** What was held back. Nothing may follow. */
    List<MediaPacket> finish();

    /** Samples of silence that it put where the source had a hole. */
    default long silentSamples() {
        return 0;
    }

    @Override
    void close();

    /**
     * The path that changes least.
     *
     * @param source as {@link #actual} has it
     * @param first the first packet, which tells AAC with headers from AAC without
     * @param carried codecs that the container takes
     */
    static AudioPath choose(AudioFormat source, MediaPacket first, Set<String> carried) {
        return untouched(source, carried) ? plain(source, first) : new Transcoded(new AudioTranscoder(source));
    }

    /**
     * The path into a track that has begun in another format.
     *
     * @param first as in {@link #choose}
     * @param track what comes out
     */
    static AudioPath into(AudioFormat source, MediaPacket first, AudioFormat track) {
        return same(source.inSamples(), track)
                ? plain(source, first)
                : new Transcoded(new AudioTranscoder(source, track));
    }

    /** True where a container that takes these codecs takes the format as it is. */
    static boolean untouched(AudioFormat source, Set<String> carried) {
        boolean aac = source.codec().equals("aac");
        return carried.contains(source.codec())
                && (!aac || (source.config().length > 0 && AAC_PROFILES.contains(source.profile())));
    }

    /** What a packet says of itself is true, whatever was declared: the configuration that an ADTS header stands for. */
    static AudioFormat actual(AudioFormat declared, MediaPacket packet) {
        return declared.codec().equals("aac") && declared.config().length == 0
                ? Adts.config(packet.data()).map(declared::withConfig).orElse(declared)
                : declared;
    }

    /** True where packets of one are packets of the other. */
    static boolean same(AudioFormat one, AudioFormat other) {
        return one.codec().equals(other.codec())
                && Arrays.equals(one.config(), other.config())
                && one.sampleRate() == other.sampleRate()
                && one.channels() == other.channels()
                && one.timeBase().equals(other.timeBase());
    }

    private static AudioPath plain(AudioFormat source, MediaPacket first) {
        boolean headers =
                source.codec().equals("aac") && Adts.config(first.data()).isPresent();
        return headers ? new WithoutAdts(source) : new Untouched(source);
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
        public long silentSamples() {
            return transcoder.silentSamples();
        }

        @Override
        public void close() {
            transcoder.close();
        }
    }
}
