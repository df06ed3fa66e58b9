package dev.brushcast.media.ffmpeg.fit;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/**
 * Everything that a scaler is built for.
 *
 * @param format FFmpeg's pixel format
 * @param matrix swscale's name of the YCbCr matrix
 * @param fullRange true: 0 is black and 255 white; false: 16 and 235
 */
record FrameShape(int format, int width, int height, int matrix, boolean fullRange, int targetWidth, int targetHeight) {

    /** From this height on, a source that does not name its matrix is taken for high definition. */
    private static final int HIGH_DEFINITION = 720;

    static FrameShape of(AVFrame frame, FitPlan plan) {
        return new FrameShape(
                frame.format(),
                plan.source().width(),
                plan.source().height(),
                matrix(frame.colorspace(), frame.height()),
                isFullRange(frame),
                plan.width(),
                plan.height());
    }

    /** Where the source says nothing: BT.709 for high definition, BT.601 below. */
    private static int matrix(int declared, int height) {
        if (declared == avutil.AVCOL_SPC_BT709) {
            return swscale.SWS_CS_ITU709;
        }
        if (declared == avutil.AVCOL_SPC_BT2020_NCL || declared == avutil.AVCOL_SPC_BT2020_CL) {
            return swscale.SWS_CS_BT2020;
        }
        if (declared == avutil.AVCOL_SPC_SMPTE240M) {
            return swscale.SWS_CS_SMPTE240M;
        }
        if (declared == avutil.AVCOL_SPC_FCC) {
            return swscale.SWS_CS_FCC;
        }
        boolean unknown = declared == avutil.AVCOL_SPC_UNSPECIFIED || declared == avutil.AVCOL_SPC_RESERVED;
        return unknown && height >= HIGH_DEFINITION ? swscale.SWS_CS_ITU709 : swscale.SWS_CS_ITU601;
    }

    private static boolean isFullRange(AVFrame frame) {
        if (frame.color_range() != avutil.AVCOL_RANGE_UNSPECIFIED) {
            return frame.color_range() == avutil.AVCOL_RANGE_JPEG;
        }
        // Names with a J are YCbCr of JPEG files.
        return avutil.av_get_pix_fmt_name(frame.format()).getString().startsWith("yuvj");
    }
}
