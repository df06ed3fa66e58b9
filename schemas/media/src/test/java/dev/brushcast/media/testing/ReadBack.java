package dev.brushcast.media.testing;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import dev.brushcast.media.RgbPicture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Reads a file or a playlist as a player would: its tracks, their packets, the decoded pictures. Fails on any damage. */
public final class ReadBack {

    /**
     * A track.
     *
     * @param audio for a track of pictures only its codec, configuration and time base mean anything
     * @param picture false: sound
     * @param packets in the time base of {@code audio}
     */
    public record Track(AudioFormat audio, boolean picture, int width, int height, List<MediaPacket> packets) {

        /** Time of a packet in seconds. */
        public double seconds(MediaPacket packet) {
            return packet.pts() * audio.timeBase().value();
        }
    }

    /**
     * A decoded picture.
     *
     * @param seconds presentation time
     * @param luma brightness at its centre as coded
     * @param matrix FFmpeg's number of the colour matrix as tagged
     * @param range FFmpeg's number of the range as tagged
     */
    public record Shown(double seconds, int luma, int matrix, int range, RgbPicture picture) {}

    private ReadBack() {}

    /** The tracks with all their packets. */
    public static List<Track> tracks(String file) {
        AVFormatContext input = open(file);
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < input.nb_streams(); i++) {
            tracks.add(track(input.streams(i)));
        }
        AVPacket packet = avcodec.av_packet_alloc();
        while (avformat.av_read_frame(input, packet) >= 0) {
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
            tracks.get(packet.stream_index())
                    .packets()
                    .add(new MediaPacket(data, packet.pts(), packet.duration(), key));
            avcodec.av_packet_unref(packet);
        }
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(input);
        return tracks;
    }

    /** What is said about a file, as players show it; empty: nothing. */
    public static String comment(String file) {
        AVFormatContext input = open(file);
        AVDictionaryEntry comment = avutil.av_dict_get(input.metadata(), "comment", null, 0);
        String text = comment == null ? "" : comment.value().getString(StandardCharsets.UTF_8);
        avformat.avformat_close_input(input);
        return text;
    }

    /** The first track of audio with all its packets. */
    public static Track audio(String file) {
        return tracks(file).stream()
                .filter(track -> !track.picture())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no audio in " + file));
    }

    /** The pictures, decoded. */
    public static List<Shown> pictures(String file) {
        AVFormatContext input = open(file);
        int index = avformat.av_find_best_stream(input, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        AVStream stream = input.streams(index);
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
        check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), "decoder");
        List<Shown> pictures = new ArrayList<>();
        AVPacket packet = avcodec.av_packet_alloc();
        double tick = (double) stream.time_base().num() / stream.time_base().den();
        while (avformat.av_read_frame(input, packet) >= 0) {
            if (packet.stream_index() == index) {
                check(avcodec.avcodec_send_packet(decoder, packet), "a picture that does not decode");
                drain(decoder, tick, pictures);
            }
            avcodec.av_packet_unref(packet);
        }
        check(avcodec.avcodec_send_packet(decoder, null), "the end");
        drain(decoder, tick, pictures);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        avformat.avformat_close_input(input);
        return pictures;
    }

    private static void drain(AVCodecContext decoder, double tick, List<Shown> pictures) {
        AVFrame frame = avutil.av_frame_alloc();
        while (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
            long centre = (long) frame.height() / 2 * frame.linesize(0) + frame.width() / 2;
            pictures.add(new Shown(
                    frame.pts() * tick,
                    frame.data(0).get(centre) & 0xFF,
                    frame.colorspace(),
                    frame.color_range(),
                    rgb(frame)));
        }
        avutil.av_frame_free(frame);
    }

    /** BT.709, limited range to RGB. */
    private static RgbPicture rgb(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        SwsContext scaler = swscale.sws_getContext(
                width,
                height,
                frame.format(),
                width,
                height,
                avutil.AV_PIX_FMT_RGB24,
                swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND | swscale.SWS_FULL_CHR_H_INT,
                null,
                null,
                (DoublePointer) null);
        IntPointer bt709 = swscale.sws_getCoefficients(swscale.SWS_CS_ITU709);
        swscale.sws_setColorspaceDetails(scaler, bt709, 0, bt709, 1, 0, 1 << 16, 1 << 16);
        byte[] bytes = new byte[3 * width * height];
        try (BytePointer out = new BytePointer(bytes.length);
                PointerPointer<BytePointer> planes = new PointerPointer<BytePointer>(4).put(0, out);
                IntPointer strides = new IntPointer(3 * width, 0, 0, 0)) {
            swscale.sws_scale(scaler, frame.data(), frame.linesize(), 0, height, planes, strides);
            out.get(bytes);
        }
        swscale.sws_freeContext(scaler);
        return new RgbPicture(width, height, bytes);
    }

    private static Track track(AVStream stream) {
        AVCodecParameters parameters = stream.codecpar();
        Rational timeBase =
                new Rational(stream.time_base().num(), stream.time_base().den());
        boolean picture = parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
        byte[] config = new byte[parameters.extradata_size()];
        if (config.length > 0) {
            parameters.extradata().get(config);
        }
        byte[] layout = new byte[64];
        avutil.av_channel_layout_describe(parameters.ch_layout(), layout, layout.length);
        AudioFormat audio = new AudioFormat(
                avcodec.avcodec_get_name(parameters.codec_id()).getString(),
                config,
                Math.max(1, parameters.sample_rate()),
                Math.max(1, parameters.ch_layout().nb_channels()),
                new String(layout, StandardCharsets.US_ASCII).trim(),
                parameters.profile(),
                parameters.frame_size(),
                parameters.initial_padding(),
                timeBase);
        return new Track(audio, picture, parameters.width(), parameters.height(), new ArrayList<>());
    }

    private static AVFormatContext open(String file) {
        AVFormatContext input = new AVFormatContext(null);
        check(avformat.avformat_open_input(input, file, null, (AVDictionary) null), "cannot open " + file);
        check(avformat.avformat_find_stream_info(input, (AVDictionary) null), "cannot read " + file);
        return input;
    }

    private static void check(int code, String what) {
        if (code < 0) {
            throw new AssertionError(what + ": error " + code);
        }
    }
}
