package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * A tone of 440 Hz in any codec, and how it is heard again.
 *
 * @param format of the packets, whose times are in samples
 */
record Tone(AudioFormat format, List<MediaPacket> packets) {

    static final double HZ = 440;

    /** The tone in a codec. */
    static Tone in(String codec, int rate, int channels, double seconds) {
        return in(codec, rate, channels, seconds, false);
    }

    /** The tone in a codec without loss, 24 bits a sample. */
    static Tone wide(String codec, int rate, int channels, double seconds) {
        return in(codec, rate, channels, seconds, true);
    }

    private static Tone in(String codec, int rate, int channels, double seconds, boolean wide) {
        try (AVChannelLayout layout = new AVChannelLayout()) {
            avutil.av_channel_layout_default(layout, channels);
            try (AudioEncoder encoder = AudioEncoder.open(codec, rate, layout, wide);
                    AudioResampler frames = new AudioResampler(encoder.context())) {
                List<MediaPacket> packets = new ArrayList<>();
                AVFrame frame = floats(rate, layout, (int) (seconds * rate));
                frames.add(frame);
                avutil.av_frame_free(frame);
                frames.end();
                for (AVFrame next = frames.next(); next != null; next = frames.next()) {
                    packets.addAll(encoder.encode(next));
                }
                packets.addAll(encoder.encode(null));
                return new Tone(encoder.format(), packets);
            }
        }
    }

    /** The same packets later. */
    List<MediaPacket> from(long sample) {
        return packets.stream()
                .map(packet -> packet.at(packet.pts() + sample, packet.duration()))
                .toList();
    }

    /** The first channel of decoded packets, from -1 to 1. */
    static float[] heard(AudioFormat format, List<MediaPacket> packets) {
        List<float[]> parts = new ArrayList<>();
        try (AudioDecoder decoder = new AudioDecoder(format)) {
            for (MediaPacket packet : packets) {
                decoder.decode(packet, frame -> parts.add(firstChannel(frame)));
            }
            decoder.decode(null, frame -> parts.add(firstChannel(frame)));
        }
        FloatBuffer all =
                FloatBuffer.allocate(parts.stream().mapToInt(p -> p.length).sum());
        parts.forEach(all::put);
        return all.array();
    }

    /** How much of the sound is at 440 Hz: the amplitude of that part of it, 0 to 1. */
    static double level(float[] samples, int rate, double fromSeconds, double toSeconds) {
        double re = 0;
        double im = 0;
        int first = (int) (fromSeconds * rate);
        int last = (int) (toSeconds * rate);
        for (int i = first; i < last; i++) {
            double phase = 2 * Math.PI * HZ * i / rate;
            re += samples[i] * Math.cos(phase);
            im += samples[i] * Math.sin(phase);
        }
        return 2 * Math.hypot(re, im) / (last - first);
    }

    /** The greatest sample in a stretch. */
    static double peak(float[] samples, int rate, double fromSeconds, double toSeconds) {
        double peak = 0;
        for (int i = (int) (fromSeconds * rate); i < (int) (toSeconds * rate); i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }

    private static AVFrame floats(int rate, AVChannelLayout layout, int count) {
        AVFrame frame = Objects.requireNonNull(avutil.av_frame_alloc());
        frame.format(avutil.AV_SAMPLE_FMT_FLT).sample_rate(rate).nb_samples(count);
        avutil.av_channel_layout_copy(frame.ch_layout(), layout);
        avutil.av_frame_get_buffer(frame, 0);
        FloatPointer data = new FloatPointer(frame.data(0));
        int channels = layout.nb_channels();
        for (int i = 0; i < count; i++) {
            float value = (float) (0.25 * Math.sin(2 * Math.PI * HZ * i / rate));
            for (int channel = 0; channel < channels; channel++) {
                data.put((long) i * channels + channel, value);
            }
        }
        return frame;
    }

    private static float[] firstChannel(AVFrame frame) {
        float[] samples = new float[frame.nb_samples()];
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) == 1;
        int step = planar ? 1 : frame.ch_layout().nb_channels();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(frame, (long) i * step);
        }
        return samples;
    }

    private static float sample(AVFrame frame, long index) {
        return switch (avutil.av_get_packed_sample_fmt(frame.format())) {
            case avutil.AV_SAMPLE_FMT_FLT -> new FloatPointer(frame.data(0)).get(index);
            case avutil.AV_SAMPLE_FMT_S16 -> new ShortPointer(frame.data(0)).get(index) / 32_768f;
            case avutil.AV_SAMPLE_FMT_S32 -> new IntPointer(frame.data(0)).get(index) / -(float) Integer.MIN_VALUE;
            default -> throw new AssertionError("samples of format " + frame.format());
        };
    }
}
