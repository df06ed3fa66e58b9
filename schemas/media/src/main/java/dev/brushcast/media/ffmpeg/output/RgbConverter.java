package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.RgbPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** RGB24 pictures of one size to 4:2:0 YCbCr of another or the same, BT.709, limited range. Confined to one thread. */
final class RgbConverter implements AutoCloseable {

    private final int width;
    private final int height;
    private final SwsContext scaler;
    private final BytePointer rgb;
    private final PointerPointer<BytePointer> sourcePlanes;
    private final IntPointer sourceStrides;

    /**
     * A converter.
     *
     * @param width of the pictures, pixels
     * @param height of the pictures, pixels
     * @param targetWidth of the frames, pixels
     * @param targetHeight of the frames, pixels
     */
    RgbConverter(int width, int height, int targetWidth, int targetHeight) {
        this.width = width;
        this.height = height;
        // Where every pixel stands for four or more, their mean is as good as anything and takes half the time.
        boolean muchSmaller = 2 * targetWidth <= width && 2 * targetHeight <= height;
        int filter = muchSmaller ? swscale.SWS_AREA : swscale.SWS_BICUBIC;
        int flags = filter | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INP;
        scaler = present(
                swscale.sws_getContext(
                        width,
                        height,
                        avutil.AV_PIX_FMT_RGB24,
                        targetWidth,
                        targetHeight,
                        avutil.AV_PIX_FMT_YUV420P,
                        flags,
                        null,
                        null,
                        (DoublePointer) null),
                "conversion from RGB24 to YUV 4:2:0");
        IntPointer bt709 = swscale.sws_getCoefficients(swscale.SWS_CS_ITU709);
        int one = 1 << 16;
        check(
                swscale.sws_setColorspaceDetails(scaler, bt709, 1, bt709, 0, 0, one, one),
                "cannot convert to BT.709 limited range");
        rgb = new BytePointer(3L * width * height);
        sourcePlanes = new PointerPointer<BytePointer>(4).put(0, rgb);
        sourceStrides = new IntPointer(3 * width, 0, 0, 0);
    }

    /** Writes the picture into the frame's planes. */
    void convert(RgbPicture picture, AVFrame target) {
        if (picture.width() != width || picture.height() != height) {
            throw new IllegalArgumentException("a picture of " + picture.width() + "x" + picture.height()
                    + " for an encoder that takes " + width + "x" + height);
        }
        rgb.position(0).put(picture.rgb());
        check(
                swscale.sws_scale(scaler, sourcePlanes, sourceStrides, 0, height, target.data(), target.linesize()),
                "cannot convert a picture to YUV");
    }

    @Override
    public void close() {
        swscale.sws_freeContext(scaler);
        rgb.close();
        sourcePlanes.close();
        sourceStrides.close();
    }
}
