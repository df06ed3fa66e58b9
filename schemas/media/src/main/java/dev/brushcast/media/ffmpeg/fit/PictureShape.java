package dev.brushcast.media.ffmpeg.fit;

import dev.brushcast.media.ffmpeg.Ratios;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * How large a decoded frame is, and how it is meant to be seen. What the container says of it is a first guess: it may know
 * nothing of the turn that the pictures themselves tell (H.264 and HEVC messages, EXIF).
 *
 * @param codedWidth pixels
 * @param codedHeight pixels
 * @param displayWidth pixels, square and turned upright
 * @param displayHeight pixels, square and turned upright
 * @param interlaced true: it consists of two fields
 */
public record PictureShape(int codedWidth, int codedHeight, int displayWidth, int displayHeight, boolean interlaced) {

    /** Containers round the shape of pixels. */
    private static final double TOLERANCE = 0.01;

    /** The shape of a frame that is to be turned so. */
    public static PictureShape of(AVFrame frame, Orientation turn) {
        int wide = (int) Math.max(1, Math.round(frame.width() * Ratios.valueOr(frame.sample_aspect_ratio(), 1.0)));
        int high = frame.height();
        boolean turned = turn.transposed();
        boolean interlaced = (frame.flags() & AVFrame.AV_FRAME_FLAG_INTERLACED) != 0;
        return new PictureShape(frame.width(), high, turned ? high : wide, turned ? wide : high, interlaced);
    }

    /** Whether a picture of this size, meant to be seen so, has the same proportions, if not the same size. */
    public boolean isLike(int width, int height) {
        double here = (double) displayWidth / displayHeight;
        double there = (double) width / height;
        return Math.abs(here / there - 1) < TOLERANCE;
    }
}
