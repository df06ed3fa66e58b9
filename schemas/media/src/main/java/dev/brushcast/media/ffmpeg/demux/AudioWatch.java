package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.mp4.Adts;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a track of audio goes on in another format: its container hands over a new configuration (FLV, MP4), or its
 * frames say so themselves ({@link AudioHeader}). Used by one thread.
 */
public final class AudioWatch {

    private static final Set<String> CHANGEABLE = Set.of("aac", "mp1", "mp2", "mp3", "ac3", "eac3");

    private final AVStream track;
    private AudioFormat format;
    private AudioHeader header = AudioHeader.NONE;

    /** Begins with what the container says of the track. */
    AudioWatch(AVStream track) {
        this.track = track;
        this.format = AudioFormats.declared(track);
    }

    /** Begins with what its first packet says. */
    AudioWatch(AVStream track, AudioFormat format) {
        this.track = track;
        this.format = format;
    }

    /** The format of the packets so far. */
    public AudioFormat format() {
        return format;
    }

    /**
     * Looks at the first packet before its turn: what the container says may be true of a later one only, as FFmpeg reads ahead
     * to find it out.
     */
    void begin(AVPacket packet) {
        if (!CHANGEABLE.contains(format.codec())) {
            return;
        }
        AudioFormat heard = AudioFormats.decoded(track, format, format.config(), packet);
        boolean right = heard.sampleRate() == format.sampleRate() && heard.channels() == format.channels();
        // HE-AAC's first packet may not yet have what doubles its rate, and its channels.
        boolean half = heard.codec().equals("aac") && 2 * heard.sampleRate() == format.sampleRate();
        if (!right && !half) {
            format = heard;
        }
    }

    /**
     * Looks at the next packet.
     *
     * @param data its bytes
     * @return true: {@link #format()} is another one from this packet on
     */
    public boolean changes(AVPacket packet, byte[] data) {
        byte[] config = newConfig(packet);
        boolean configured = config != null && !Arrays.equals(config, format.config());
        AudioHeader next = format.config().length > 0 ? AudioHeader.NONE : AudioHeader.of(format.codec(), data);
        boolean otherwise = !next.equals(AudioHeader.NONE) && !header.equals(AudioHeader.NONE) && !next.equals(header);
        if (!next.equals(AudioHeader.NONE)) {
            header = next;
        }
        if (configured || otherwise) {
            format = AudioFormats.decoded(track, format, config == null ? new byte[0] : config, packet);
            return true;
        }
        return false;
    }

    /**
     * Whether nobody can know what a packet is: AAC whose container owes its configuration, as a publisher does who comes back and
     * does not say it again. FLV calls all of it 44.1 kHz stereo, which would be another pitch.
     *
     * @param data its bytes
     */
    public boolean lacksItsHeader(byte[] data) {
        return format.codec().equals("aac") && format.config().length == 0 && !Adts.hasHeader(data);
    }

    private static byte @Nullable [] newConfig(AVPacket packet) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA, size);
            if (data == null || size.get() == 0) {
                return null;
            }
            byte[] config = new byte[(int) size.get()];
            data.get(config);
            return config;
        }
    }
}
