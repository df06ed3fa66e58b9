package dev.brushcast.media.ffmpeg.picture;

import static dev.brushcast.media.ffmpeg.Ffmpeg.check;
import static dev.brushcast.media.ffmpeg.picture.Allocation.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** An open JPEG encoder for pictures of one size, with the frames on the way into it. Not thread-safe. */
final class SizedJpegEncoder implements AutoCloseable {

    private final int quantiser;
    private final AVCodecContext context;
    private final AVFrame rgb;
    private final ColorConversion conversion;

    SizedJpegEncoder(int width, int height, int quantiser) {
        this.quantiser = quantiser;
        context = open(width, height, quantiser);
        rgb = Frames.allocate(width, height, AV_PIX_FMT_RGB24);
        conversion = new ColorConversion(width, height, AV_PIX_FMT_RGB24, AV_PIX_FMT_YUV420P);
    }

    boolean fits(int width, int height) {
        return context.width() == width && context.height() == height;
    }

    AVCodecContext context() {
        return context;
    }

    /** The picture as the encoder takes it; valid until the next one. */
    AVFrame frameOf(RgbPicture picture) {
        Frames.write(picture, rgb);
        return conversion.convert(rgb).quality(FF_QP2LAMBDA * quantiser);
    }

    private static AVCodecContext open(int width, int height, int quantiser) {
        var codec = allocated(avcodec_find_encoder(AV_CODEC_ID_MJPEG), "the mjpeg encoder");
        AVCodecContext made = allocated(avcodec_alloc_context3(codec), "a JPEG encoder");
        made.width(width)
                .height(height)
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .color_range(AVCOL_RANGE_JPEG)
                .time_base(av_make_q(1, 25)) // asked for, not used
                .sample_aspect_ratio(av_make_q(1, 1)) // without it FFmpeg writes no JFIF header
                .flags(AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT) // no version comment in every frame
                .global_quality(FF_QP2LAMBDA * quantiser)
                .qmin(quantiser)
                .qmax(quantiser)
                .thread_count(1);
        try {
            check(avcodec_open2(made, codec, (AVDictionary) null), "a JPEG encoder of " + width + "x" + height);
        } catch (MediaException e) {
            avcodec_free_context(made);
            throw e;
        }
        return made;
    }

    @Override
    public void close() {
        conversion.close();
        av_frame_free(rgb);
        avcodec_free_context(context);
    }
}
