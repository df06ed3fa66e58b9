package dev.brushcast.media.ffmpeg.picture;

import static dev.brushcast.media.ffmpeg.Ffmpeg.check;
import static dev.brushcast.media.ffmpeg.picture.Allocation.allocated;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import dev.brushcast.media.RgbPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;

/** RGB pictures in another size, its proportions changed where those of the size are others. */
public final class PictureScaler {

    private PictureScaler() {}

    /** The picture so large; itself if it is. Smaller by means of areas, larger by cubic interpolation. */
    public static RgbPicture scale(RgbPicture picture, int width, int height) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        boolean smaller = width <= picture.width() && height <= picture.height();
        SwsContext context = allocated(
                sws_getContext(
                        picture.width(),
                        picture.height(),
                        AV_PIX_FMT_RGB24,
                        width,
                        height,
                        AV_PIX_FMT_RGB24,
                        SWS_ACCURATE_RND | (smaller ? SWS_AREA : SWS_BICUBIC),
                        (SwsFilter) null,
                        (SwsFilter) null,
                        (DoublePointer) null),
                "a picture of " + width + "x" + height);
        try {
            AVFrame from = Frames.allocate(picture.width(), picture.height(), AV_PIX_FMT_RGB24);
            try {
                return scale(context, picture, from, width, height);
            } finally {
                av_frame_free(from);
            }
        } finally {
            sws_freeContext(context);
        }
    }

    private static RgbPicture scale(SwsContext context, RgbPicture picture, AVFrame from, int width, int height) {
        AVFrame to = Frames.allocate(width, height, AV_PIX_FMT_RGB24);
        try {
            Frames.write(picture, from);
            check(sws_scale_frame(context, to, from), "a picture in another size");
            return Frames.read(to);
        } finally {
            av_frame_free(to);
        }
    }
}
