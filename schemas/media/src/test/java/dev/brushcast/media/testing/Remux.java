package dev.brushcast.media.testing;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;

/** Puts the tracks of one file into another container, by FFmpeg's own muxer. */
public final class Remux {

    private Remux() {}

    /**
     * Writes a file anew.
     *
     * @param format FFmpeg's name of the container, such as {@code mpegts}
     */
    public static void to(String format, Path source, Path target) {
        AVFormatContext input = new AVFormatContext(null);
        AVFormatContext output = new AVFormatContext(null);
        check(
                avformat.avformat_open_input(input, source.toString(), (AVInputFormat) null, (AVDictionary) null),
                "open");
        check(avformat.avformat_find_stream_info(input, (AVDictionary) null), "tracks");
        check(avformat.avformat_alloc_output_context2(output, null, format, target.toString()), "container");
        for (int i = 0; i < input.nb_streams(); i++) {
            AVStream track = avformat.avformat_new_stream(output, null);
            check(
                    avcodec.avcodec_parameters_copy(
                            track.codecpar(), input.streams(i).codecpar()),
                    "track");
            track.codecpar().codec_tag(0);
            track.time_base(input.streams(i).time_base());
        }
        AVIOContext io = new AVIOContext(null);
        check(avformat.avio_open(io, target.toString(), avformat.AVIO_FLAG_WRITE), "file");
        output.pb(io);
        check(avformat.avformat_write_header(output, (AVDictionary) null), "header");
        copy(input, output);
        check(avformat.av_write_trailer(output), "trailer");
        check(avformat.avio_closep(io), "end");
        avformat.avformat_free_context(output);
        avformat.avformat_close_input(input);
    }

    private static void copy(AVFormatContext input, AVFormatContext output) {
        AVPacket packet = avcodec.av_packet_alloc();
        while (avformat.av_read_frame(input, packet) >= 0) {
            int track = packet.stream_index();
            avcodec.av_packet_rescale_ts(
                    packet,
                    input.streams(track).time_base(),
                    output.streams(track).time_base());
            packet.pos(-1);
            check(avformat.av_interleaved_write_frame(output, packet), "packet");
        }
        avcodec.av_packet_free(packet);
    }

    private static void check(int code, String what) {
        if (code < 0) {
            throw new IllegalStateException(what + ": FFmpeg error " + code);
        }
    }
}
