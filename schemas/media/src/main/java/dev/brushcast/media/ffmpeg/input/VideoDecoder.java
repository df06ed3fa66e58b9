package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.ffmpeg.Ratios;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A decoder for one picture track. Set up with the track's first packet: what it needs may be known no earlier. Used by one
 * thread.
 */
final class VideoDecoder implements AutoCloseable {

    private static final Rational UNKNOWN_RATE = new Rational(0, 1);

    private final AVStream stream;
    private final boolean lowDelay;
    private @Nullable AVCodecContext context;
    private boolean over;

    /**
     * A decoder for a track.
     *
     * @param lowDelay true: no frame waits for others to be decoded beside it
     */
    VideoDecoder(AVStream stream, boolean lowDelay) {
        this.stream = stream;
        this.lowDelay = lowDelay;
    }

    private AVCodecContext open() {
        String name = avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString();
        AVCodec codec = decoder(stream);
        if (codec == null) {
            throw new MediaException("the picture is coded as " + name
                    + ", for which there is no decoder here: convert the source to H.264");
        }
        AVCodecContext opened = avcodec.avcodec_alloc_context3(codec);
        try {
            String failure = "cannot decode " + name;
            Ffmpeg.check(avcodec.avcodec_parameters_to_context(opened, stream.codecpar()), failure);
            opened.pkt_timebase(stream.time_base());
            opened.thread_count(0);
            opened.thread_type(
                    lowDelay
                            ? AVCodecContext.FF_THREAD_SLICE
                            : AVCodecContext.FF_THREAD_SLICE | AVCodecContext.FF_THREAD_FRAME);
            Ffmpeg.check(avcodec.avcodec_open2(opened, codec, (AVDictionary) null), failure);
            return opened;
        } catch (RuntimeException e) {
            avcodec.avcodec_free_context(opened);
            throw e;
        }
    }

    private static @Nullable AVCodec decoder(AVStream stream) {
        int id = stream.codecpar().codec_id();
        AVCodec transparent = isTransparent(stream) ? avcodec.avcodec_find_decoder_by_name(alphaDecoder(id)) : null;
        return transparent == null ? avcodec.avcodec_find_decoder(id) : transparent;
    }

    /** Matroska and WebM keep what is transparent beside the picture, where only libvpx looks for it. */
    private static boolean isTransparent(AVStream stream) {
        AVDictionaryEntry mode = avutil.av_dict_get(stream.metadata(), "alpha_mode", null, 0);
        return mode != null && mode.value().getString(StandardCharsets.UTF_8).equals("1");
    }

    private static String alphaDecoder(int id) {
        return switch (id) {
            case avcodec.AV_CODEC_ID_VP8 -> "libvpx";
            case avcodec.AV_CODEC_ID_VP9 -> "libvpx-vp9";
            default -> "";
        };
    }

    /** What the decoder says to a packet or to the wish for a frame. */
    enum Answer {
        /** The packet is taken; the frame is there. */
        DONE,
        /** There is no frame until another packet comes. */
        HUNGRY,
        /** All frames are out. */
        FINISHED,
        /** A frame is lost: its data is damaged. */
        DAMAGED
    }

    /**
     * Hands a packet in; null: there are no more, the remaining frames are wanted.
     *
     * @throws MediaException if there is no decoder for the track
     */
    Answer send(@Nullable AVPacket packet) {
        over |= packet == null;
        if (context == null && packet != null) {
            context = open();
        }
        return context == null ? Answer.FINISHED : answer(avcodec.avcodec_send_packet(context, packet));
    }

    /** Fetches the next frame in the order of presentation. */
    Answer receive(AVFrame frame) {
        if (context == null) {
            return over ? Answer.FINISHED : Answer.HUNGRY;
        }
        return answer(avcodec.avcodec_receive_frame(context, frame));
    }

    /** Frames per second, as the pictures say; numerator 0 when they do not. */
    Rational frameRate() {
        return context == null ? UNKNOWN_RATE : Ratios.of(context.framerate());
    }

    private static Answer answer(int code) {
        if (code >= 0) {
            return Answer.DONE;
        }
        if (code == avutil.AVERROR_EAGAIN()) {
            return Answer.HUNGRY;
        }
        if (code == avutil.AVERROR_EOF()) {
            return Answer.FINISHED;
        }
        if (code == avutil.AVERROR_ENOMEM()) {
            throw new MediaException(
                    "no memory left to decode the picture: give the process more, or a smaller source");
        }
        return Answer.DAMAGED;
    }

    @Override
    public void close() {
        if (context != null) {
            avcodec.avcodec_free_context(context);
            context = null;
        }
    }
}
