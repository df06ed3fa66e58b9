package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.RateLimit;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.VideoFormat;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * RGB pictures to H.264, scaled where they are of another size: 4:2:0, BT.709, limited range, closed groups of pictures, no B-frames, constant quality as far as
 * the rate allows it. Instantaneous refresh pictures come where the caller asks for them. Confined to one thread.
 */
public final class H264Encoder implements AutoCloseable {

    /** Times are in units of 1/90000 s. */
    public static final Rational TIME_BASE = new Rational(1, 90_000);

    private static final int NAL_TYPE = 0x1F;
    private static final int SPS = 7;
    /** Where the level stands in a sequence parameter set, behind its header. */
    private static final int LEVEL = 3;
    /** As the high profiles write it. */
    private static final byte LEVEL_1B = 9;

    private static final byte LEVEL_1_1 = 11;

    private final String name;
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;
    private final RgbConverter converter;
    private final VideoFormat format;

    private H264Encoder(
            H264Codec codec, AVCodecContext context, Rational frameRate, int pictureWidth, int pictureHeight) {
        this.name = codec.ffmpegName();
        this.context = context;
        int width = context.width();
        int height = context.height();
        byte[] config = new byte[context.extradata_size()];
        context.extradata().get(config);
        raiseLevel1b(config);
        this.format = new VideoFormat(config, width, height, frameRate, TIME_BASE);
        this.converter = new RgbConverter(pictureWidth, pictureHeight, width, height);
        this.packet = present(avcodec.av_packet_alloc(), "memory for a packet");
        this.frame = present(avutil.av_frame_alloc(), "memory for a picture");
        frame.format(context.pix_fmt()).width(width).height(height);
        frame.color_range(context.color_range()).colorspace(context.colorspace());
        frame.color_primaries(context.color_primaries()).color_trc(context.color_trc());
        check(avutil.av_frame_get_buffer(frame, 0), "no memory for a picture of " + width + "x" + height);
    }

    /**
     * Level 1b, which an encoder may choose for a small picture, becomes 1.1: it demands no less of a decoder, and Chromium says of 1b
     * that it cannot play it, though it can.
     *
     * @param config SPS and PPS with start codes
     */
    private static void raiseLevel1b(byte[] config) {
        for (int i = 3; i + LEVEL < config.length; i++) {
            boolean starts = config[i - 3] == 0 && config[i - 2] == 0 && config[i - 1] == 1;
            if (starts && (config[i] & NAL_TYPE) == SPS && config[i + LEVEL] == LEVEL_1B) {
                config[i + LEVEL] = LEVEL_1_1;
            }
        }
    }

    /**
     * Opens the best H.264 encoder that works here, at a rate for the size.
     *
     * @param width pixels, even, at least 16
     * @param height pixels, even, at least 16
     * @param frameRate nominal, Hz; numerator 0 when not known
     * @throws MediaException if no encoder takes such pictures
     */
    public static H264Encoder open(int width, int height, Rational frameRate) {
        return open(width, height, frameRate, RateLimit.bySize(width, height, frameRate));
    }

    /**
     * As {@link #open(int, int, Rational)}, with a rate of one's own choice.
     *
     * @param rate the most that the pictures may need
     */
    public static H264Encoder open(int width, int height, Rational frameRate, RateLimit rate) {
        return openScaling(width, height, width, height, frameRate, rate);
    }

    /**
     * As {@link #open(int, int, Rational, RateLimit)}, of pictures of another size.
     *
     * @param pictureWidth of the pictures that it takes, pixels
     * @param pictureHeight of the pictures that it takes, pixels
     */
    public static H264Encoder openScaling(
            int pictureWidth, int pictureHeight, int width, int height, Rational frameRate, RateLimit rate) {
        if (width % 2 != 0 || height % 2 != 0) {
            throw new MediaException("H.264 needs an even width and height, not " + width + "x" + height);
        }
        return H264Probe.firstThatOpens(
                width,
                height,
                frameRate,
                rate,
                (codec, context) -> new H264Encoder(codec, context, frameRate, pictureWidth, pictureHeight));
    }

    /** What the encoder makes: constant from the first picture on. */
    public VideoFormat format() {
        return format;
    }

    /** FFmpeg's name of the encoder in use. */
    public String name() {
        return name;
    }

    /**
     * Encodes one picture. The packet of a picture mostly comes at once; a hardware encoder may keep a few back.
     *
     * @param pts presentation time in {@link #TIME_BASE}, larger than the one before
     * @param key true: decoding can begin at this picture
     * @return finished packets in order, without durations
     */
    public List<MediaPacket> encode(RgbPicture picture, long pts, boolean key) {
        check(avutil.av_frame_make_writable(frame), "no memory for a picture");
        converter.convert(picture, frame);
        frame.pts(pts);
        frame.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        check(avcodec.avcodec_send_frame(context, frame), name + " cannot encode a picture");
        return finished();
    }

    /** The packets that the encoder still holds. No picture may follow. */
    public List<MediaPacket> flush() {
        check(avcodec.avcodec_send_frame(context, null), name + " cannot finish");
        return finished();
    }

    private List<MediaPacket> finished() {
        List<MediaPacket> packets = new ArrayList<>(1);
        while (true) {
            int code = avcodec.avcodec_receive_packet(context, packet);
            if (code == avutil.AVERROR_EAGAIN() || code == avutil.AVERROR_EOF) {
                return packets;
            }
            check(code, name + " cannot encode a picture");
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
            packets.add(new MediaPacket(data, packet.pts(), 0, key));
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        converter.close();
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
