package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.fraction;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RateLimit;
import dev.brushcast.media.Rational;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the encoder: an H.264 encoder that is listed may still fail to open, so each is tried in turn. */
final class H264Probe {

    private static final Logger LOGGER = LoggerFactory.getLogger(H264Encoder.class);
    private static final AtomicReference<String> LAST_SAID = new AtomicReference<>("");

    private static final Rational UNKNOWN = new Rational(30, 1);

    private H264Probe() {}

    static H264Encoder firstThatOpens(
            int width,
            int height,
            Rational frameRate,
            RateLimit rate,
            BiFunction<H264Codec, AVCodecContext, H264Encoder> open) {
        StringJoiner refused = new StringJoiner("; ");
        for (H264Codec candidate : H264Codec.BEST_FIRST) {
            AVCodec codec = avcodec.avcodec_find_encoder_by_name(candidate.ffmpegName());
            if (codec == null) {
                refused.add(candidate.ffmpegName() + ": not in this FFmpeg");
                continue;
            }
            AVCodecContext context = context(codec, width, height, frameRate);
            candidate.limit(context, rate);
            int code = open(candidate, codec, context);
            if (code >= 0) {
                say(candidate, refused.toString());
                return open.apply(candidate, context);
            }
            avcodec.avcodec_free_context(context);
            refused.add(candidate.ffmpegName() + ": " + FfmpegCalls.reason(code));
        }
        throw new MediaException("no H.264 encoder takes pictures of " + width + "x" + height + " (" + refused + ")");
    }

    private static AVCodecContext context(AVCodec codec, int width, int height, Rational frameRate) {
        AVCodecContext context = present(avcodec.avcodec_alloc_context3(codec), "memory for an encoder");
        context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        context.sample_aspect_ratio(avutil.av_make_q(1, 1));
        context.time_base(fraction(H264Encoder.TIME_BASE));
        context.framerate(fraction(frameRate.num() > 0 ? frameRate : UNKNOWN)); // shares out the bits
        context.color_range(avutil.AVCOL_RANGE_MPEG).colorspace(avutil.AVCOL_SPC_BT709);
        context.color_primaries(avutil.AVCOL_PRI_BT709).color_trc(avutil.AVCOL_TRC_BT709);
        context.max_b_frames(0);
        context.gop_size(1 << 16); // the caller says where a picture is a key
        context.thread_count(1); // frame threads would hold pictures back, slice threads cost quality
        context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER | avcodec.AV_CODEC_FLAG_CLOSED_GOP);
        return context;
    }

    private static int open(H264Codec candidate, AVCodec codec, AVCodecContext context) {
        try (AVDictionary options = new AVDictionary(null)) {
            for (Map.Entry<String, String> option : candidate.options().entrySet()) {
                FfmpegCalls.option(options, option.getKey(), option.getValue());
            }
            int code = avcodec.avcodec_open2(context, codec, options);
            avutil.av_dict_free(options);
            return code;
        }
    }

    private static void say(H264Codec chosen, String refused) {
        String message = "H.264 by " + chosen.ffmpegName() + (refused.isEmpty() ? "" : " (" + refused + ")");
        if (!message.equals(LAST_SAID.getAndSet(message))) {
            LOGGER.atInfo().log(message);
        }
    }
}
