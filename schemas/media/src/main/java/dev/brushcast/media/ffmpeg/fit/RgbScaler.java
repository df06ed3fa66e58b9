package dev.brushcast.media.ffmpeg.fit;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/** Scales and converts frames of one shape to RGB. Used by one thread. */
final class RgbScaler implements AutoCloseable {

    private static final int QUALITY = swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INT;

    private static final int ONE = 1 << 16;

    private final FrameShape shape;
    private final boolean alpha;
    private final SwsContext context;
    private final AVFrame scaled = avutil.av_frame_alloc();

    RgbScaler(FrameShape shape) {
        this.shape = shape;
        this.alpha = (avutil.av_pix_fmt_desc_get(shape.format()).flags() & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0;
        int format = alpha ? avutil.AV_PIX_FMT_RGBA : avutil.AV_PIX_FMT_RGB24;
        context = swscale.sws_getContext(
                shape.width(),
                shape.height(),
                shape.format(),
                shape.targetWidth(),
                shape.targetHeight(),
                format,
                QUALITY | filter(shape),
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            avutil.av_frame_free(scaled);
            throw new MediaException("cannot convert a picture of " + shape.width() + "x" + shape.height() + " in "
                    + avutil.av_get_pix_fmt_name(shape.format()).getString() + " to RGB");
        }
        swscale.sws_setColorspaceDetails(
                context,
                swscale.sws_getCoefficients(shape.matrix()),
                shape.fullRange() ? 1 : 0,
                swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
                1,
                0,
                ONE,
                ONE);
        scaled.format(format);
        scaled.width(shape.targetWidth());
        scaled.height(shape.targetHeight());
        Ffmpeg.check(avutil.av_frame_get_buffer(scaled, 0), "no memory for a picture");
    }

    /** Where every pixel stands for four or more, their mean is as good as anything and takes half the time. */
    private static int filter(FrameShape shape) {
        boolean muchSmaller = 2 * shape.targetWidth() <= shape.width() && 2 * shape.targetHeight() <= shape.height();
        return muchSmaller ? swscale.SWS_AREA : swscale.SWS_BICUBIC;
    }

    FrameShape shape() {
        return shape;
    }

    RgbPicture scale(AVFrame frame) {
        int rows = swscale.sws_scale(
                context, frame.data(), frame.linesize(), 0, frame.height(), scaled.data(), scaled.linesize());
        Ffmpeg.check(rows, "cannot scale a picture");
        int width = shape.targetWidth();
        int height = shape.targetHeight();
        byte[] rgb = new byte[3 * width * height];
        byte[] line = new byte[4 * width];
        BytePointer row = scaled.data(0);
        for (int y = 0; y < height; y++) {
            row.position((long) y * scaled.linesize(0));
            if (alpha) {
                row.get(line);
                overBlack(line, rgb, 3 * y * width);
            } else {
                row.get(rgb, 3 * y * width, 3 * width);
            }
        }
        return new RgbPicture(width, height, rgb);
    }

    private static void overBlack(byte[] rgba, byte[] rgb, int at) {
        int out = at;
        for (int in = 0; in < rgba.length; in += 4) {
            int opacity = rgba[in + 3] & 0xff;
            for (int c = 0; c < 3; c++) {
                rgb[out++] = (byte) (((rgba[in + c] & 0xff) * opacity + 127) / 255);
            }
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(scaled);
        swscale.sws_freeContext(context);
    }
}
