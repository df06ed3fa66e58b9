package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.fraction;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Audio packets to samples, every frame with a channel layout that says which channel is where. Confined to one thread. */
final class AudioDecoder implements AutoCloseable {

    private final AudioFormat source;
    private final AVCodecContext context;
    private final AVPacket packet = present(avcodec.av_packet_alloc(), "memory for a packet");
    private final AVFrame frame = present(avutil.av_frame_alloc(), "memory for audio");

    /**
     * Opens the decoder.
     *
     * @throws MediaException if FFmpeg cannot decode the codec
     */
    AudioDecoder(AudioFormat source) {
        this.source = source;
        AVCodec codec = avcodec.avcodec_find_decoder(CodecParameters.codecId(source.codec()));
        if (codec == null || codec.isNull()) {
            throw new MediaException("FFmpeg cannot decode " + source.codec() + " audio");
        }
        context = present(avcodec.avcodec_alloc_context3(codec), "memory for a decoder");
        AVCodecParameters parameters = present(avcodec.avcodec_parameters_alloc(), "memory for a decoder");
        CodecParameters.fillForDecoder(parameters, source);
        check(avcodec.avcodec_parameters_to_context(context, parameters), "cannot decode " + source.codec());
        avcodec.avcodec_parameters_free(parameters);
        context.pkt_timebase(fraction(source.timeBase()));
        check(avcodec.avcodec_open2(context, codec, (AVDictionary) null), "cannot decode " + source.codec() + " audio");
    }

    /** What is known of the samples before the first one: rate and channel layout. */
    AVCodecContext context() {
        return context;
    }

    /** Decodes a packet; null: what is held back comes out, and nothing may follow. Frames are valid during the call. */
    void decode(@Nullable MediaPacket audio, Consumer<AVFrame> out) {
        int code;
        if (audio == null) {
            code = avcodec.avcodec_send_packet(context, null);
        } else {
            check(avcodec.av_new_packet(packet, audio.data().length), "no memory for a packet");
            packet.data().put(audio.data());
            packet.pts(audio.pts()).dts(audio.pts()).duration(audio.duration());
            code = avcodec.avcodec_send_packet(context, packet);
            avcodec.av_packet_unref(packet);
        }
        check(code, "cannot decode " + source.codec() + " audio");
        while (true) {
            code = avcodec.avcodec_receive_frame(context, frame);
            if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF) {
                return;
            }
            check(code, "cannot decode " + source.codec() + " audio");
            CodecParameters.named(frame.ch_layout());
            out.accept(frame);
            avutil.av_frame_unref(frame);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
