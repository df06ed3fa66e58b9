package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.AudioPacking;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.Ratios;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** What there is to know of an audio track. */
final class AudioFormats {

    private static final long MOST_BLOCK_BYTES = 1 << 20;
    private static final long MOST_BIT_RATE = 1_000_000_000;
    private static final long MOST_SAMPLE_BITS = 64;

    private static final int UNKNOWN_RATE = 1;
    private static final int UNKNOWN_PROFILE = -99;

    private AudioFormats() {}

    /** As the container says. */
    static AudioFormat declared(AVStream track) {
        AVCodecParameters audio = track.codecpar();
        return new AudioFormat(
                avcodec.avcodec_get_name(audio.codec_id()).getString(),
                config(audio),
                audio.sample_rate(),
                audio.ch_layout().nb_channels(),
                layoutName(audio.ch_layout()),
                audio.profile(),
                audio.frame_size(),
                audio.initial_padding(),
                Ratios.of(track.time_base()),
                packing(audio));
    }

    /** A file may say anything: what cannot be is not known. */
    private static AudioPacking packing(AVCodecParameters audio) {
        return new AudioPacking(
                (int) within(MOST_BLOCK_BYTES, audio.block_align()), within(MOST_BIT_RATE, audio.bit_rate()), (int)
                        within(MOST_SAMPLE_BITS, audio.bits_per_coded_sample()));
    }

    private static long within(long most, long value) {
        return value < 0 || value > most ? 0 : value;
    }

    /**
     * As a decoder finds it, which a packet's own header does not say in full (HE-AAC plays at twice its rate).
     *
     * @param before the track so far
     * @param config what the decoder must have before the packet; may be empty
     * @param packet the first one that is otherwise
     */
    static AudioFormat decoded(AVStream track, AudioFormat before, byte[] config, AVPacket packet) {
        AVCodec codec = avcodec.avcodec_find_decoder(track.codecpar().codec_id());
        if (codec == null) {
            return before.withConfig(config);
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVFrame frame = avutil.av_frame_alloc();
        try {
            avcodec.avcodec_parameters_to_context(context, track.codecpar());
            setConfig(context, config);
            // Some decoders mix down to what they are told.
            avutil.av_channel_layout_uninit(context.ch_layout());
            context.pkt_timebase(track.time_base());
            boolean heard = avcodec.avcodec_open2(context, codec, (AVDictionary) null) >= 0
                    && avcodec.avcodec_send_packet(context, packet) >= 0
                    && avcodec.avcodec_receive_frame(context, frame) >= 0;
            int rate = heard ? frame.sample_rate() : context.sample_rate();
            AVChannelLayout layout = heard ? frame.ch_layout() : context.ch_layout();
            return rate < 1 || layout.nb_channels() < 1
                    ? before.withConfig(config)
                    : changed(before, config, rate, layout, context);
        } finally {
            avutil.av_frame_free(frame);
            avcodec.avcodec_free_context(context);
        }
    }

    /** As its first packet says, of a track that came after the container was looked at; null: that does not say. */
    static @Nullable AudioFormat heard(AVStream track, AVPacket packet) {
        String codec = avcodec.avcodec_get_name(track.codecpar().codec_id()).getString();
        AudioFormat unknown = new AudioFormat(
                AudioHeader.isMpegAudio(codec)
                        ? AudioHeader.mpegLayer(bytes(packet)).orElse(codec)
                        : codec,
                config(track.codecpar()),
                UNKNOWN_RATE,
                1,
                "",
                UNKNOWN_PROFILE,
                0,
                0,
                Ratios.of(track.time_base()),
                packing(track.codecpar()));
        AudioFormat heard = decoded(track, unknown, unknown.config(), packet);
        return heard.sampleRate() == UNKNOWN_RATE ? null : heard;
    }

    private static byte[] bytes(AVPacket packet) {
        byte[] bytes = new byte[packet.size()];
        if (bytes.length > 0) {
            packet.data().get(bytes);
        }
        return bytes;
    }

    private static AudioFormat changed(
            AudioFormat before, byte[] config, int rate, AVChannelLayout layout, AVCodecContext context) {
        Rational timeBase = before.timeBase();
        return new AudioFormat(
                before.codec(),
                config,
                rate,
                layout.nb_channels(),
                layoutName(layout),
                context.profile(),
                context.frame_size(),
                0,
                timeBase,
                before.packing());
    }

    /** FFmpeg frees what it is given here, and reads a little beyond its end. */
    private static void setConfig(AVCodecContext context, byte[] config) {
        avutil.av_free(context.extradata());
        context.extradata(null);
        context.extradata_size(config.length);
        if (config.length > 0) {
            BytePointer copy =
                    new BytePointer(avutil.av_mallocz(config.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
            copy.put(config);
            context.extradata(copy);
        }
    }

    private static byte[] config(AVCodecParameters audio) {
        byte[] config = new byte[audio.extradata_size()];
        if (config.length > 0) {
            audio.extradata().get(config);
        }
        return config;
    }

    private static String layoutName(AVChannelLayout layout) {
        byte[] text = new byte[128];
        int length = avutil.av_channel_layout_describe(layout, text, text.length);
        return new String(text, 0, Math.max(0, Math.min(length, text.length) - 1), StandardCharsets.UTF_8);
    }
}
