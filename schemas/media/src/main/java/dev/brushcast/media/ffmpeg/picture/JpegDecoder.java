package dev.brushcast.media.ffmpeg.picture;

import static dev.brushcast.media.ffmpeg.Ffmpeg.check;
import static dev.brushcast.media.ffmpeg.picture.Allocation.allocated;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_BUFFER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decodes baseline JPEG pictures, whatever their chroma subsampling; grey ones too.
 *
 * <p>Strict: a picture that is cut short or breaks off in its middle is refused, never completed by guessing.
 *
 * <p>Not thread-safe: each thread makes its own. FFmpeg's contexts are kept from picture to picture.
 */
public final class JpegDecoder implements AutoCloseable {

    static {
        Ffmpeg.load();
    }

    /** Larger pictures are refused before memory is taken for them. */
    public static final int MAX_PIXELS = 1 << 26;

    private final AVCodecContext context;
    private final AVPacket packet = allocated(av_packet_alloc(), "a JPEG packet");
    private final AVFrame decoded = allocated(av_frame_alloc(), "a JPEG frame");
    private @Nullable ColorConversion conversion;

    public JpegDecoder() {
        var codec = allocated(avcodec_find_decoder(AV_CODEC_ID_MJPEG), "the mjpeg decoder");
        context = allocated(avcodec_alloc_context3(codec), "a JPEG decoder");
        context.thread_count(1).max_pixels(MAX_PIXELS).err_recognition(AV_EF_EXPLODE | AV_EF_BITSTREAM | AV_EF_BUFFER);
        check(avcodec_open2(context, codec, (AVDictionary) null), "a JPEG decoder");
    }

    /**
     * Decodes one picture.
     *
     * @param jpeg a whole JPEG file from position to limit, which stay as they are
     * @throws MediaException if it is not one, or is damaged
     */
    public RgbPicture decode(ByteBuffer jpeg) {
        JpegMarkers.requireWhole(jpeg);
        fill(jpeg.duplicate());
        try {
            check(avcodec_send_packet(context, packet), "damaged JPEG picture");
            check(avcodec_receive_frame(context, decoded), "damaged JPEG picture");
            if ((decoded.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || decoded.decode_error_flags() != 0) {
                throw new MediaException("damaged JPEG picture");
            }
            decoded.format(PixelFormats.withoutRange(decoded.format()));
            return Frames.read(conversionOf(decoded).convert(decoded));
        } catch (MediaException e) {
            avcodec_flush_buffers(context);
            throw e;
        } finally {
            av_frame_unref(decoded);
            av_packet_unref(packet);
        }
    }

    private void fill(ByteBuffer jpeg) {
        int size = jpeg.remaining();
        check(av_new_packet(packet, size), "a JPEG packet of " + size + " bytes");
        packet.data().capacity(size).asByteBuffer().put(jpeg);
    }

    private ColorConversion conversionOf(AVFrame frame) {
        ColorConversion current = conversion;
        if (current != null && current.fits(frame.width(), frame.height(), frame.format())) {
            return current;
        }
        closeConversion();
        ColorConversion made = new ColorConversion(frame.width(), frame.height(), frame.format(), AV_PIX_FMT_RGB24);
        conversion = made;
        return made;
    }

    private void closeConversion() {
        if (conversion != null) {
            conversion.close();
            conversion = null;
        }
    }

    @Override
    public void close() {
        closeConversion();
        av_frame_free(decoded);
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
