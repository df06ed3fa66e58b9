package dev.brushcast.media.ffmpeg.picture;

import static dev.brushcast.media.ffmpeg.Ffmpeg.check;
import static dev.brushcast.media.ffmpeg.picture.Allocation.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Compresses pictures as baseline JFIF: YCbCr of BT.601 in full range, 4:2:0, one scan. The same picture gives the same
 * bytes every time.
 *
 * <p>Not thread-safe: each thread makes its own. FFmpeg's contexts are kept while the size stays the same.
 */
public final class JpegEncoder implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    private final JpegOptions options;
    private final AVPacket packet = allocated(av_packet_alloc(), "a JPEG packet");
    private @Nullable SizedJpegEncoder sized;

    public JpegEncoder(JpegOptions options) {
        this.options = options;
    }

    /**
     * Compresses one picture, at most 65500 pixels a side.
     *
     * @return a whole JPEG file
     * @throws MediaException if FFmpeg refuses the picture
     */
    public byte[] encode(RgbPicture picture) {
        SizedJpegEncoder encoder = encoderFor(picture.width(), picture.height());
        check(avcodec_send_frame(encoder.context(), encoder.frameOf(picture)), "JPEG encoder");
        check(avcodec_receive_packet(encoder.context(), packet), "JPEG encoder");
        try {
            byte[] jpeg = new byte[packet.size()];
            packet.data().get(jpeg);
            return jpeg;
        } finally {
            av_packet_unref(packet);
        }
    }

    private SizedJpegEncoder encoderFor(int width, int height) {
        SizedJpegEncoder current = sized;
        if (current != null && current.fits(width, height)) {
            return current;
        }
        closeSized();
        SizedJpegEncoder made = new SizedJpegEncoder(width, height, options.quantiser());
        sized = made;
        return made;
    }

    private void closeSized() {
        if (sized != null) {
            sized.close();
            sized = null;
        }
    }

    @Override
    public void close() {
        closeSized();
        av_packet_free(packet);
    }
}
