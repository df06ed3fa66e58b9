package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.Rational;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads a file back as a player would: its tracks, their packets, the decoded pictures' brightness. */
final class ReadBack {

    /** A track; times in its time base. */
    record Track(
            AudioFormat audio, boolean picture, int width, int height, Rational timeBase, List<MediaPacket> packets) {}

    /** A decoded picture: time in seconds, brightness (0 to 255) at its centre, colour matrix and range as tagged. */
    record Shown(double seconds, int luma, int matrix, int range) {}

    private ReadBack() {}

    static List<Track> tracks(Path file) {
        AVFormatContext input = open(file);
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < input.nb_streams(); i++) {
            tracks.add(track(input.streams(i)));
        }
        AVPacket packet = present(avcodec.av_packet_alloc(), "memory");
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

    static List<Shown> pictures(Path file) {
        AVFormatContext input = open(file);
        int index = avformat.av_find_best_stream(input, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        AVStream stream = input.streams(index);
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
        check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null), "decoder");
        List<Shown> pictures = new ArrayList<>();
        AVPacket packet = present(avcodec.av_packet_alloc(), "memory");
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
                    frame.pts() * tick, frame.data(0).get(centre) & 0xFF, frame.colorspace(), frame.color_range()));
        }
        avutil.av_frame_free(frame);
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
                timeBase);
        return new Track(audio, picture, parameters.width(), parameters.height(), timeBase, new ArrayList<>());
    }

    private static AVFormatContext open(Path file) {
        AVFormatContext input = new AVFormatContext(null);
        check(avformat.avformat_open_input(input, file.toString(), null, (AVDictionary) null), "cannot open " + file);
        check(avformat.avformat_find_stream_info(input, (AVDictionary) null), "cannot read " + file);
        return input;
    }
}
