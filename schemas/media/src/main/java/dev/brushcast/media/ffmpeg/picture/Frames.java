package dev.brushcast.media.ffmpeg.picture;

import static dev.brushcast.media.ffmpeg.Ffmpeg.check;
import static dev.brushcast.media.ffmpeg.picture.Allocation.allocated;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Pixels into and out of FFmpeg's frames. */
final class Frames {

    private static final int BYTES_PER_PIXEL = 3;

    private Frames() {}

    /** A frame with memory of its own, in full range. */
    static AVFrame allocate(int width, int height, int pixelFormat) {
        AVFrame frame = allocated(av_frame_alloc(), "a frame");
        frame.width(width).height(height).format(pixelFormat).color_range(AVCOL_RANGE_JPEG);
        try {
            check(av_frame_get_buffer(frame, 0), "a frame of " + width + "x" + height);
        } catch (MediaException e) {
            av_frame_free(frame);
            throw e;
        }
        return frame;
    }

    /** Copies a picture into an RGB24 frame of its size. */
    static void write(RgbPicture picture, AVFrame rgb24) {
        int row = BYTES_PER_PIXEL * picture.width();
        int stride = rgb24.linesize(0);
        BytePointer pixels = rgb24.data(0);
        for (int y = 0; y < picture.height(); y++) {
            pixels.position((long) y * stride).put(picture.rgb(), y * row, row);
        }
    }

    /** Copies an RGB24 frame out. */
    static RgbPicture read(AVFrame rgb24) {
        int row = BYTES_PER_PIXEL * rgb24.width();
        int stride = rgb24.linesize(0);
        byte[] rgb = new byte[row * rgb24.height()];
        BytePointer pixels = rgb24.data(0);
        for (int y = 0; y < rgb24.height(); y++) {
            pixels.position((long) y * stride).get(rgb, y * row, row);
        }
        return new RgbPicture(rgb24.width(), rgb24.height(), rgb);
    }
}
