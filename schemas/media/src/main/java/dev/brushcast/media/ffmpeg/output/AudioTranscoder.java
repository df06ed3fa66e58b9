package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.fraction;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Sound in any codec that FFmpeg decodes to AAC-LC, all channels kept: for containers that cannot carry the source's codec.
 * Packets begin one encoder delay before the sound does, as AAC wants it. Confined to one thread.
 */
public final class AudioTranscoder implements AutoCloseable {

    private static final int BITS_PER_SECOND_AND_CHANNEL = 96_000;

    private final AudioFormat source;
    private final AVCodecContext decoder;
    private final AVCodecContext encoder;
    private final AVPacket packet = present(avcodec.av_packet_alloc(), "memory for a packet");
    private final AVFrame decoded = present(avutil.av_frame_alloc(), "memory for sound");
    private final AudioFormat format;
    private @Nullable AudioResampler resampler;

    /**
     * Opens decoder and encoder.
     *
     * @throws MediaException if FFmpeg cannot decode the codec
     */
    public AudioTranscoder(AudioFormat source) {
        this.source = source;
        this.decoder = openDecoder(source);
        this.encoder = openEncoder(decoder);
        byte[] config = new byte[encoder.extradata_size()];
        encoder.extradata().get(config);
        int rate = encoder.sample_rate();
        byte[] layout = new byte[64];
        avutil.av_channel_layout_describe(encoder.ch_layout(), layout, layout.length);
        this.format = new AudioFormat(
                "aac",
                config,
                rate,
                encoder.ch_layout().nb_channels(),
                new String(layout, java.nio.charset.StandardCharsets.US_ASCII).trim(),
                encoder.profile(),
                encoder.frame_size(),
                encoder.initial_padding(),
                new Rational(1, rate));
    }

    /** What comes out. */
    public AudioFormat format() {
        return format;
    }

    /** Decodes one packet; returns what the encoder has finished, times in samples. */
    public List<MediaPacket> transcode(MediaPacket audio) {
        check(avcodec.av_new_packet(packet, audio.data().length), "no memory for a packet");
        packet.data().put(audio.data());
        packet.pts(audio.pts()).dts(audio.pts()).duration(audio.duration());
        int code = avcodec.avcodec_send_packet(decoder, packet);
        avcodec.av_packet_unref(packet);
        check(code, "cannot decode " + source.codec() + " sound");
        return drainDecoder();
    }

    /** What decoder and encoder still hold. Nothing may follow. */
    public List<MediaPacket> flush() {
        check(avcodec.avcodec_send_packet(decoder, null), "cannot finish decoding " + source.codec());
        List<MediaPacket> packets = new ArrayList<>(drainDecoder());
        if (resampler != null) {
            resampler.end();
            packets.addAll(encodeWhole(resampler));
        }
        check(avcodec.avcodec_send_frame(encoder, null), "cannot finish AAC");
        packets.addAll(drainEncoder());
        return packets;
    }

    private List<MediaPacket> drainDecoder() {
        List<MediaPacket> packets = new ArrayList<>();
        while (true) {
            int code = avcodec.avcodec_receive_frame(decoder, decoded);
            if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF) {
                return packets;
            }
            check(code, "cannot decode " + source.codec() + " sound");
            if (resampler == null) {
                long start =
                        avutil.av_rescale_q(decoded.pts(), fraction(source.timeBase()), fraction(format.timeBase()));
                resampler = new AudioResampler(decoded, encoder, start);
            }
            resampler.add(decoded);
            avutil.av_frame_unref(decoded);
            packets.addAll(encodeWhole(resampler));
        }
    }

    private List<MediaPacket> encodeWhole(AudioResampler from) {
        List<MediaPacket> packets = new ArrayList<>();
        for (AVFrame frame = from.next(); frame != null; frame = from.next()) {
            check(avcodec.avcodec_send_frame(encoder, frame), "cannot encode AAC");
            packets.addAll(drainEncoder());
        }
        return packets;
    }

    private List<MediaPacket> drainEncoder() {
        List<MediaPacket> packets = new ArrayList<>();
        while (true) {
            int code = avcodec.avcodec_receive_packet(encoder, packet);
            if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF) {
                return packets;
            }
            check(code, "cannot encode AAC");
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            packets.add(new MediaPacket(data, packet.pts(), packet.duration(), true));
            avcodec.av_packet_unref(packet);
        }
    }

    private static AVCodecContext openDecoder(AudioFormat source) {
        AVCodec codec = avcodec.avcodec_find_decoder(CodecParameters.codecId(source.codec()));
        if (codec == null) {
            throw new MediaException("FFmpeg cannot decode " + source.codec() + " sound");
        }
        AVCodecContext context = present(avcodec.avcodec_alloc_context3(codec), "memory for a decoder");
        var parameters = present(avcodec.avcodec_parameters_alloc(), "memory for a decoder");
        CodecParameters.fill(parameters, source);
        check(avcodec.avcodec_parameters_to_context(context, parameters), "cannot decode " + source.codec());
        avcodec.avcodec_parameters_free(parameters);
        context.pkt_timebase(fraction(source.timeBase()));
        check(avcodec.avcodec_open2(context, codec, noOptions()), "cannot decode " + source.codec() + " sound");
        return context;
    }

    private static org.bytedeco.ffmpeg.avutil.@Nullable AVDictionary noOptions() {
        return null;
    }

    private static AVCodecContext openEncoder(AVCodecContext decoder) {
        AVCodec codec = present(avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_AAC), "AAC encoder");
        AVCodecContext context = present(avcodec.avcodec_alloc_context3(codec), "memory for an encoder");
        int channels = decoder.ch_layout().nb_channels();
        avutil.av_channel_layout_copy(context.ch_layout(), decoder.ch_layout());
        context.sample_rate(AacRates.nearest(decoder.sample_rate())).sample_fmt(avutil.AV_SAMPLE_FMT_FLTP);
        context.time_base(avutil.av_make_q(1, context.sample_rate()));
        context.bit_rate((long) BITS_PER_SECOND_AND_CHANNEL * channels);
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        int code = avcodec.avcodec_open2(context, codec, noOptions());
        if (code < 0) { // a layout that AAC has no configuration for: the standard one of as many channels
            avutil.av_channel_layout_default(context.ch_layout(), channels);
            code = avcodec.avcodec_open2(context, codec, noOptions());
        }
        check(code, "AAC cannot carry " + channels + " channels");
        return context;
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
        }
        avutil.av_frame_free(decoded);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(encoder);
        avcodec.avcodec_free_context(decoder);
    }
}
