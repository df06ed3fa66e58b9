package dev.brushcast.media.ffmpeg.picture;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;

import java.util.Map;

/** FFmpeg's names of the pixel formats that JPEG decodes to. */
final class PixelFormats {

    /** The old names say the range too; FFmpeg's converter warns of them at every use. */
    private static final Map<Integer, Integer> WITHOUT_RANGE = Map.of(
            AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUV420P,
            AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUV422P,
            AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUV440P,
            AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUV444P);

    private PixelFormats() {}

    /** The same layout, its range left to be told apart from it. */
    static int withoutRange(int pixelFormat) {
        return WITHOUT_RANGE.getOrDefault(pixelFormat, pixelFormat);
    }
}
