package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.ffmpeg.Ffmpeg;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Waits for the picture of a source whose audio comes first, where its container may have more tracks than it said at its start
 * (MPEG-TS, FLV, RTMP). What comes meanwhile is kept. Used by one thread.
 */
final class LatePicture {

    /** More than an hour of most codecs, five minutes of uncompressed stereo. */
    private static final long MOST_BYTES = 64L << 20;

    private final MediaSource source;
    private final InputOptions options;
    private final OpenContainer container;
    private final AVFormatContext context;

    LatePicture(MediaSource source, InputOptions options, OpenContainer container) {
        this.source = source;
        this.options = options;
        this.container = container;
        this.context = container.context();
    }

    /** The error of a source that sends audio only. */
    static MediaException missing(MediaSource source, Duration limit) {
        String time = limit.isZero() ? "" : " for " + limit.toSeconds() + " s";
        return new MediaException(source.redacted() + " sends audio and no picture" + time
                + ": check what it sends, or wait longer for its picture");
    }

    /**
     * Returns as soon as there is a picture track.
     *
     * @throws MediaException if there is none at the source's end, in time, or within what can be kept
     */
    void await() {
        long bytes = 0;
        while (!TrackChoice.hasPicture(context)) {
            if (!mayHaveMoreTracks()) {
                throw TrackChoice.noPicture(source);
            }
            if (source.isRemote()) {
                if (System.nanoTime() - container.connectedNs()
                        >= options.pictureTimeout().toNanos()) {
                    throw missing(source, options.pictureTimeout());
                }
                container.watchdog().arm(options.readTimeout());
            }
            bytes += read();
            if (bytes > MOST_BYTES) {
                throw new MediaException(source.redacted() + " has no picture track within its first "
                        + (MOST_BYTES >> 20) + " MiB: give it one, or name another source");
            }
        }
    }

    /** Without a header, or with tables that come again and again. */
    private boolean mayHaveMoreTracks() {
        return (context.ctx_flags() & avformat.AVFMTCTX_NOHEADER) != 0
                || (context.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0;
    }

    /** Reads a packet; returns how large it is. */
    private int read() {
        AVPacket packet = avcodec.av_packet_alloc();
        int code = avformat.av_read_frame(context, packet);
        if (code >= 0 && isMedia(packet.stream_index())) {
            return container.ahead().add(packet).size();
        }
        avcodec.av_packet_free(packet);
        if (code == avutil.AVERROR_EOF()) {
            throw TrackChoice.noPicture(source);
        }
        if (code < 0 && code != avutil.AVERROR_EAGAIN()) {
            throw new SourceAbsentException(source.redacted() + " has sent audio and no picture until it "
                    + (container.watchdog().expired() ? "fell silent" : "broke off: " + Ffmpeg.errorText(code))
                    + "; check that the stream is running");
        }
        return 0;
    }

    private boolean isMedia(int track) {
        int type = context.streams(track).codecpar().codec_type();
        return type == avutil.AVMEDIA_TYPE_AUDIO
                || type == avutil.AVMEDIA_TYPE_VIDEO
                || TrackChoice.isSplices(context.streams(track));
    }
}
