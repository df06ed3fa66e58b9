package dev.brushcast.media.ffmpeg.output;

import dev.brushcast.media.RateLimit;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;

/**
 * An H.264 encoder that FFmpeg may have here, with the options under which all of them do the same thing: constant quality as
 * far as a rate allows it, no B-frames, no look-ahead, parameter sets that never change.
 *
 * @param ffmpegName FFmpeg's name of the encoder
 * @param options the encoder's own options
 * @param quality how it is told the quality and the rate
 */
record H264Codec(String ffmpegName, Map<String, String> options, Quality quality) {

    /** Quantiser of pictures that the rate does not bound, 0 to 51, smaller is finer: coding is hardly seen. */
    private static final int FINEST = 18;

    private static final int COARSEST = 51;
    private static final int AIM_PERCENT = 85;

    static final List<H264Codec> BEST_FIRST = List.of(
            new H264Codec(
                    "h264_nvenc",
                    Map.of(
                            "preset", "p5",
                            "tune", "hq",
                            "rc", "vbr",
                            "cq", Integer.toString(FINEST),
                            "forced-idr", "1",
                            "rc-lookahead", "0",
                            "delay", "0",
                            "zerolatency", "1"),
                    Quality.OPTION),
            new H264Codec(
                    "libx264",
                    Map.of(
                            "preset", "veryfast",
                            "tune", "zerolatency",
                            "crf", Integer.toString(FINEST),
                            "forced-idr", "1",
                            "x264-params", "scenecut=0:open-gop=0"),
                    Quality.OPTION),
            new H264Codec(
                    "libopenh264",
                    Map.of("rc_mode", "bitrate", "allow_skip_frames", "0", "profile", "high"),
                    Quality.FINEST_QUANTISER));

    /** How an encoder is told to be as good as it gets and no better, below a rate. */
    enum Quality {
        /** The quality is an option, the rate a bound. */
        OPTION {
            @Override
            void apply(AVCodecContext context) {
                context.bit_rate(0);
            }
        },
        /** A rate is what it aims at, and what it misses by some percent; a quantiser bounds the quality. */
        FINEST_QUANTISER {
            @Override
            void apply(AVCodecContext context) {
                context.bit_rate(context.rc_max_rate() * AIM_PERCENT / 100);
                context.qmin(FINEST).qmax(COARSEST);
            }
        };

        abstract void apply(AVCodecContext context);
    }

    /** Tells the encoder how good its pictures shall be and what they may need. */
    void limit(AVCodecContext context, RateLimit rate) {
        context.rc_max_rate(rate.bitsPerSecond()).rc_buffer_size((int) rate.bufferBits());
        quality.apply(context);
    }
}
