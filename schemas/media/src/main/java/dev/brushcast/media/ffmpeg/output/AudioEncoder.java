package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.AudioPacking;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Encodes audio samples. Confined to one thread. */
final class AudioEncoder implements AutoCloseable {

    private static final int BITS_PER_SECOND_AND_CHANNEL = 96_000;
    private static final int PROFILE_HE = 4;
    private static final int PROFILE_HE_V2 = 28;

    /** Which sample format is chosen where an encoder takes several: 16 bits is what most sources of ALAC and FLAC have. */
    private static final List<Integer> SAMPLE_FORMATS =
            List.of(avutil.AV_SAMPLE_FMT_FLTP, avutil.AV_SAMPLE_FMT_S16P, avutil.AV_SAMPLE_FMT_S16);

    /** The same for ALAC and FLAC of 24 bits, whose decoders take packets of as many bits only. */
    private static final List<Integer> WIDE_SAMPLE_FORMATS =
            List.of(avutil.AV_SAMPLE_FMT_S32P, avutil.AV_SAMPLE_FMT_S32);

    private static final int WIDE_BITS = 24;

    private final AVCodecContext context;
    private final AVPacket packet = present(avcodec.av_packet_alloc(), "memory for a packet");
    private final AudioFormat format;

    private AudioEncoder(String codec, AVCodecContext context) {
        this.context = context;
        byte[] config = new byte[context.extradata_size()];
        if (config.length > 0) {
            context.extradata().get(config);
        }
        byte[] layout = new byte[64];
        avutil.av_channel_layout_describe(context.ch_layout(), layout, layout.length);
        this.format = new AudioFormat(
                codec,
                config,
                context.sample_rate(),
                context.ch_layout().nb_channels(),
                new String(layout, StandardCharsets.US_ASCII).trim(),
                context.profile(),
                context.frame_size(),
                context.initial_padding(),
                new Rational(1, context.sample_rate()),
                new AudioPacking(context.block_align(), context.bit_rate(), context.bits_per_coded_sample()));
    }

    /** AAC-LC of the nearest rate that AAC has a code for, with all the channels. */
    static AudioEncoder aac(int rate, AVChannelLayout layout) {
        return open("aac", AacRates.nearest(rate), layout, false);
    }

    /**
     * An encoder whose packets a decoder takes that was set up for this format.
     *
     * @throws MediaException if FFmpeg has no encoder for the codec
     */
    static AudioEncoder like(AudioFormat format) {
        // the core of HE-AAC runs at half the rate; a frame without the upper half of the spectrum is a frame
        boolean doubled = format.profile() == PROFILE_HE || format.profile() == PROFILE_HE_V2;
        try (AVChannelLayout layout = new AVChannelLayout()) {
            if (format.profile() == PROFILE_HE_V2) {
                avutil.av_channel_layout_default(layout, 1);
            } else {
                CodecParameters.layout(layout, format);
            }
            int rate = doubled ? format.sampleRate() / 2 : format.sampleRate();
            return open(format.codec(), rate, layout, SampleBits.of(format) >= WIDE_BITS);
        }
    }

    /** {@code wide}: 24 bits, of an encoder without loss. */
    static AudioEncoder open(String name, int rate, AVChannelLayout layout, boolean wide) {
        AVCodec codec = avcodec.avcodec_find_encoder(CodecParameters.codecId(name));
        if (codec == null || codec.isNull()) {
            throw new MediaException("FFmpeg cannot encode " + name);
        }
        AVCodecContext context = present(avcodec.avcodec_alloc_context3(codec), "memory for an encoder");
        int channels = layout.nb_channels();
        avutil.av_channel_layout_copy(context.ch_layout(), layout);
        context.sample_rate(rate).sample_fmt(sampleFormat(codec, wide));
        context.bits_per_raw_sample(wide ? WIDE_BITS : 0);
        context.time_base(avutil.av_make_q(1, rate));
        context.strict_std_compliance(avcodec.FF_COMPLIANCE_EXPERIMENTAL); // FFmpeg's own Opus is called so
        context.bit_rate((long) BITS_PER_SECOND_AND_CHANNEL * channels);
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        int code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        if (code < 0) { // a layout that the codec has no configuration for: the standard one of as many channels
            avutil.av_channel_layout_default(context.ch_layout(), channels);
            code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (code < 0) {
            avcodec.avcodec_free_context(context);
        }
        check(code, name + " cannot carry " + channels + " channels at " + rate + " Hz");
        return new AudioEncoder(name, context);
    }

    private static int sampleFormat(AVCodec codec, boolean wide) {
        try (PointerPointer<Pointer> found = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            int what = avcodec.AV_CODEC_CONFIG_SAMPLE_FORMAT;
            check(
                    avcodec.avcodec_get_supported_config(null, codec, what, 0, found, count),
                    "cannot ask for sample formats");
            IntPointer formats = new IntPointer(found.get());
            List<Integer> supported = new ArrayList<>();
            for (int i = 0; i < count.get(); i++) {
                supported.add(formats.get(i));
            }
            return (wide ? WIDE_SAMPLE_FORMATS : SAMPLE_FORMATS)
                    .stream().filter(supported::contains).findFirst().orElseGet(supported::getFirst);
        }
    }

    /** What comes out; the unit of its times is one sample. */
    AudioFormat format() {
        return format;
    }

    /** What frames have to look like. */
    AVCodecContext context() {
        return context;
    }

    /** Encodes a frame; null: what is held back comes out, and nothing may follow. */
    List<MediaPacket> encode(@Nullable AVFrame frame) {
        check(avcodec.avcodec_send_frame(context, frame), "cannot encode " + format.codec());
        List<MediaPacket> packets = new ArrayList<>();
        while (true) {
            int code = avcodec.avcodec_receive_packet(context, packet);
            if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF) {
                return packets;
            }
            check(code, "cannot encode " + format.codec());
            if (packet.size() > 0) { // FLAC's last one only repeats its configuration
                byte[] data = new byte[packet.size()];
                packet.data().get(data);
                packets.add(new MediaPacket(data, packet.pts(), packet.duration(), true));
            }
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
