package dev.brushcast.media.ffmpeg.picture;

import static dev.brushcast.media.ffmpeg.Ffmpeg.check;
import static dev.brushcast.media.ffmpeg.picture.Allocation.allocated;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * From one pixel format to another at the same size, BT.601 in full range on both sides, with the frame that holds the
 * result. Not thread-safe.
 */
final class ColorConversion implements AutoCloseable {

    /**
     * Measured on 512x512 frames of a film, at quantiser 1: exact rounding is worth 1.2 dB over plain bicubic; full
     * chroma interpolation on top of it costs 2.3 dB.
     */
    private static final int FLAGS = SWS_BICUBIC | SWS_ACCURATE_RND;

    private static final int FULL_RANGE = 1;
    private static final int ONE = 1 << 16;

    private final int width;
    private final int height;
    private final int from;
    private final SwsContext context;
    private final AVFrame result;

    ColorConversion(int width, int height, int from, int to) {
        this.width = width;
        this.height = height;
        this.from = from;
        context = allocated(
                sws_getContext(
                        width,
                        height,
                        from,
                        width,
                        height,
                        to,
                        FLAGS,
                        (SwsFilter) null,
                        (SwsFilter) null,
                        (DoublePointer) null),
                "a conversion from pixel format " + from + " to " + to);
        IntPointer bt601 = sws_getCoefficients(SWS_CS_ITU601);
        // Refuses where neither side is YCbCr; there is nothing to set then.
        sws_setColorspaceDetails(context, bt601, FULL_RANGE, bt601, FULL_RANGE, 0, ONE, ONE);
        result = Frames.allocate(width, height, to);
    }

    boolean fits(int pictureWidth, int pictureHeight, int pixelFormat) {
        return width == pictureWidth && height == pictureHeight && from == pixelFormat;
    }

    /** The converted frame, valid until the next conversion. */
    AVFrame convert(AVFrame source) {
        // A codec may still hold on to the picture before.
        check(av_frame_make_writable(result), "a picture buffer");
        check(sws_scale_frame(context, result, source), "colour conversion");
        return result;
    }

    @Override
    public void close() {
        sws_freeContext(context);
        av_frame_free(result);
    }
}
