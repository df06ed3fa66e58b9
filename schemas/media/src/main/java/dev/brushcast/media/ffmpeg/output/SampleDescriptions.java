package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.option;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.TrackFormat;
import dev.brushcast.media.mp4.Boxes;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;

/**
 * The {@code stsd} box of a track. How each codec describes itself in MP4 is FFmpeg's knowledge: it writes a file of one
 * packet in memory (some codecs' descriptions need a look into a packet), and the box is taken from it.
 */
final class SampleDescriptions {

    private SampleDescriptions() {}

    /**
     * Describes a track.
     *
     * @throws MediaException if MP4 cannot carry the codec
     */
    static byte[] of(TrackFormat format, MediaPacket first) {
        byte[] file = fileOfOnePacket(format, first);
        return Boxes.find(file, "moov", "trak", "mdia", "minf", "stbl", "stsd")
                .orElseThrow(() -> new MediaException("MP4 cannot carry " + format.codec()))
                .toByteArray();
    }

    private static byte[] fileOfOnePacket(TrackFormat format, MediaPacket first) {
        AVFormatContext container = new AVFormatContext(null);
        check(avformat.avformat_alloc_output_context2(container, null, "mp4", null), "no memory for MP4");
        AVIOContext memory = new AVIOContext(null);
        check(avformat.avio_open_dyn_buf(memory), "no memory for MP4");
        container.pb(memory);
        try (AVDictionary options = new AVDictionary(null);
                ContainerWriter writer = new ContainerWriter(container)) {
            option(options, "movflags", "+frag_custom+empty_moov+delay_moov+default_base_moof");
            option(options, "strict", "-2");
            String what = "MP4 cannot carry " + format.codec();
            CodecParameters.addStream(container, format);
            check(avformat.avformat_write_header(container, options), what);
            writer.write(0, first.at(0, first.duration()), format.timeBase(), what);
            check(avformat.av_write_frame(container, null), what);
            check(avformat.av_write_trailer(container), what);
        } finally {
            avformat.avformat_free_context(container);
        }
        BytePointer bytes = new BytePointer();
        int size = avformat.avio_close_dyn_buf(memory, bytes);
        byte[] file = new byte[size];
        present(bytes, "memory for MP4").get(file);
        org.bytedeco.ffmpeg.global.avutil.av_free(bytes);
        return file;
    }
}
