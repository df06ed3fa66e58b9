package dev.brushcast.media.ffmpeg.output;

import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.check;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.fraction;
import static dev.brushcast.media.ffmpeg.output.FfmpegCalls.present;

import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.Rational;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;

/** Writes packets into an open container. Does not own the container. Confined to one thread. */
final class ContainerWriter implements AutoCloseable {

    private final AVFormatContext container;
    private final AVPacket packet = present(avcodec.av_packet_alloc(), "memory for a packet");

    ContainerWriter(AVFormatContext container) {
        this.container = container;
    }

    /**
     * Writes one packet.
     *
     * @param track index of the track, from 0
     * @param timeBase of the packet's times
     * @param what begins the message if it fails
     */
    void write(int track, MediaPacket source, Rational timeBase, String what) {
        check(avcodec.av_new_packet(packet, source.data().length), what);
        try {
            BytePointer data = packet.data();
            data.put(source.data());
            packet.stream_index(track);
            packet.pts(source.pts()).dts(source.pts()).duration(source.duration());
            packet.flags(source.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
            avcodec.av_packet_rescale_ts(
                    packet, fraction(timeBase), container.streams(track).time_base());
            check(avformat.av_write_frame(container, packet), what);
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
    }
}
