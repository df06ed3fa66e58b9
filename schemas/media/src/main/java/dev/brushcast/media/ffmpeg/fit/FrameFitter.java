package dev.brushcast.media.ffmpeg.fit;

import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.ffmpeg.Ratios;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Decoded frames as RGB pictures of one size: turned upright, in the proportions of their display, colours converted by
 * the frame's own matrix and range, transparent parts over black. A source may change its size or format between frames.
 * Used by one thread.
 */
public final class FrameFitter implements AutoCloseable {

    private final int width;
    private final int height;
    private final Fit fit;
    private final AVFrame used = avutil.av_frame_alloc();
    private @Nullable RgbScaler scaler;

    /**
     * Makes a fitter for frames of any size.
     *
     * @param width of every picture, pixels
     * @param height of every picture, pixels
     */
    public FrameFitter(int width, int height, Fit fit) {
        this.width = width;
        this.height = height;
        this.fit = fit;
    }

    /** A picture of its own memory. */
    public RgbPicture fit(DecodedFrame decoded) {
        AVFrame frame = decoded.nativeFrame();
        Orientation orientation = decoded.orientation();
        double aspect = Ratios.valueOr(frame.sample_aspect_ratio(), 1.0);
        FitPlan plan = orientation.transposed()
                ? FitPlan.of(frame.width(), frame.height(), aspect, height, width, fit)
                : FitPlan.of(frame.width(), frame.height(), aspect, width, height, fit);
        FrameShape shape = FrameShape.of(frame, plan);
        RgbScaler fitting = scaler;
        if (fitting == null || !fitting.shape().equals(shape)) {
            if (fitting != null) {
                fitting.close();
            }
            fitting = new RgbScaler(shape);
            scaler = fitting;
        }
        Ffmpeg.check(avutil.av_frame_ref(used, frame), "cannot hold a frame");
        try {
            cut(used, plan.source());
            return centred(orientation.apply(fitting.scale(used)));
        } finally {
            avutil.av_frame_unref(used);
        }
    }

    private static void cut(AVFrame frame, FitPlan.Box part) {
        frame.crop_left(part.x()).crop_top(part.y());
        frame.crop_right(frame.width() - part.x() - part.width());
        frame.crop_bottom(frame.height() - part.y() - part.height());
        Ffmpeg.check(avutil.av_frame_apply_cropping(frame, avutil.AV_FRAME_CROP_UNALIGNED), "cannot cut a frame");
    }

    private RgbPicture centred(RgbPicture picture) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        byte[] rgb = new byte[3 * width * height];
        int left = (width - picture.width()) / 2;
        int top = (height - picture.height()) / 2;
        int row = 3 * picture.width();
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(picture.rgb(), y * row, rgb, 3 * ((top + y) * width + left), row);
        }
        return new RgbPicture(width, height, rgb);
    }

    @Override
    public void close() {
        avutil.av_frame_free(used);
        if (scaler != null) {
            scaler.close();
        }
    }
}
