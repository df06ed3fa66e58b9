package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Silence in a track's own codec: what a track carries while its source has nothing. */
public final class SilentAudio {

    /** The first packets of an encoder hold its priming; the next one is silence and nothing else. */
    private static final int SETTLED = 4;

    private static final int STEP = 1024;
    private static final int MP3_HEADER = 4;

    private SilentAudio() {}

    /** AAC-LC, stereo, 48 kHz: the format of a track whose source has no audio at all. */
    public static AudioFormat stereoAac() {
        AudioFormat wanted =
                new AudioFormat("aac", new byte[0], 48_000, 2, "stereo", 1, 1024, 0, new Rational(1, 48_000));
        try (AudioEncoder encoder = AudioEncoder.like(wanted)) {
            return encoder.format();
        }
    }

    /**
     * A packet of silence for a decoder that was set up for the format; it can stand anywhere and any number of times. Its time is
     * 0, its duration in samples.
     *
     * @param example any packet of the track
     * @throws MediaException if FFmpeg cannot encode the codec
     */
    public static MediaPacket packet(AudioFormat format, MediaPacket example) {
        return format.codec().equals("mp3") ? mp3(format, example) : packet(format);
    }

    /**
     * As {@link #packet(AudioFormat, MediaPacket)}, for a codec that FFmpeg encodes.
     *
     * @throws MediaException if FFmpeg cannot encode the codec
     */
    public static MediaPacket packet(AudioFormat format) {
        try (AudioEncoder encoder = AudioEncoder.like(format);
                AudioResampler frames = new AudioResampler(encoder.context())) {
            List<MediaPacket> packets = new ArrayList<>();
            while (packets.size() <= SETTLED) {
                frames.addSilence(STEP);
                for (AVFrame frame = frames.next(); frame != null; frame = frames.next()) {
                    packets.addAll(encoder.encode(frame));
                }
            }
            int coded = encoder.format().frameSize();
            MediaPacket settled = packets.get(SETTLED);
            int ratio = format.sampleRate() / encoder.format().sampleRate(); // 2 for HE-AAC
            return settled.at(0, ratio * (coded > 0 ? coded : settled.duration()));
        }
    }

    /** A frame's header without its check sum, then zeros: no bits for any of the spectrum. */
    private static MediaPacket mp3(AudioFormat format, MediaPacket example) {
        byte[] silence = new byte[example.data().length];
        System.arraycopy(example.data(), 0, silence, 0, MP3_HEADER);
        silence[1] |= 1;
        long samples = format.frameSize() > 0
                ? format.frameSize()
                : Math.round(example.duration() * format.timeBase().value() * format.sampleRate());
        return new MediaPacket(silence, 0, samples, true);
    }
}
