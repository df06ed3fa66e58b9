package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.option;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.MediaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Fragmented MP4 to ordinary MP4, packets untouched, and what is said about the file. */
final class Mp4Remuxer {

    private static final String COMMENT = "comment";

    private Mp4Remuxer() {}

    /**
     * Copies a fragmented file into an ordinary one whose index lies at its front.
     *
     * @throws MediaException if one cannot be read or the other not be written whole; the target is then gone
     */
    static void indexAtFront(Path fragmented, Path target) throws IOException {
        try {
            copy(fragmented, target);
        } catch (MediaException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private static void copy(Path source, Path target) {
        AVFormatContext input = new AVFormatContext(null);
        AVFormatContext output = new AVFormatContext(null);
        String what = "cannot write " + target;
        try {
            check(avformat.avformat_open_input(input, source.toString(), null, none()), "cannot read " + source);
            check(avformat.avformat_find_stream_info(input, none()), "cannot read " + source);
            check(avformat.avformat_alloc_output_context2(output, null, "mp4", target.toString()), what);
            AVIOContext io = new AVIOContext(null);
            check(avformat.avio_open(io, target.toString(), avformat.AVIO_FLAG_WRITE), what);
            output.pb(io);
            addStreams(input, output);
            copyComment(input, output);
            writeHeader(output, what);
            copyPackets(input, output, what);
            check(avformat.av_write_trailer(output), what);
            check(avformat.avio_closep(io), what); // a full disk may show only here
            output.pb(null);
        } finally {
            if (!output.isNull()) {
                if (output.pb() != null) {
                    avformat.avio_closep(output.pb());
                }
                avformat.avformat_free_context(output);
            }
            avformat.avformat_close_input(input);
        }
    }

    private static void addStreams(AVFormatContext input, AVFormatContext output) {
        for (int i = 0; i < input.nb_streams(); i++) {
            AVStream from = input.streams(i);
            AVStream to = present(avformat.avformat_new_stream(output, null), "memory for a track");
            check(avcodec.avcodec_parameters_copy(to.codecpar(), from.codecpar()), "no memory for a track");
            to.codecpar().codec_tag(0);
            to.time_base(from.time_base());
            to.avg_frame_rate(from.avg_frame_rate());
        }
    }

    private static void copyComment(AVFormatContext input, AVFormatContext output) {
        AVDictionaryEntry comment = avutil.av_dict_get(input.metadata(), COMMENT, null, 0);
        if (comment != null) {
            AVDictionary metadata = new AVDictionary(null);
            check(
                    avutil.av_dict_set(metadata, COMMENT, comment.value().getString(StandardCharsets.UTF_8), 0),
                    "no memory");
            output.metadata(metadata);
        }
    }

    private static void writeHeader(AVFormatContext output, String what) {
        AVStream first = output.streams(0);
        try (AVDictionary options = new AVDictionary(null)) {
            option(options, "movflags", "+faststart");
            option(
                    options,
                    "video_track_timescale",
                    Integer.toString(first.time_base().den()));
            option(options, "strict", "-2");
            check(avformat.avformat_write_header(output, options), what);
            avutil.av_dict_free(options);
        }
    }

    private static void copyPackets(AVFormatContext input, AVFormatContext output, String what) {
        AVPacket packet = present(avcodec.av_packet_alloc(), "memory for a packet");
        try {
            while (true) {
                int code = avformat.av_read_frame(input, packet);
                if (code == avutil.AVERROR_EOF) {
                    return;
                }
                check(code, what);
                if ((packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) { // its writer was killed in the middle of it
                    avcodec.av_packet_unref(packet);
                    continue;
                }
                int track = packet.stream_index();
                avcodec.av_packet_rescale_ts(
                        packet,
                        input.streams(track).time_base(),
                        output.streams(track).time_base());
                packet.pos(-1);
                check(avformat.av_interleaved_write_frame(output, packet), what);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    private static @Nullable AVDictionary none() {
        return null;
    }
}
