package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.publish.PublicationPoint;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** An opened container, its one picture track, at most one audio track, and its splice information. Used by one thread. */
public final class Demuxer implements AutoCloseable {

    /** About as many packets of picture as come before the first one of audio. */
    private static final int MOST_PACKETS_AHEAD = 64;

    private static final Duration UNLIMITED = Duration.ofNanos(Long.MAX_VALUE);

    private final MediaSource source;
    private final OpenContainer container;
    private final Watchdog watchdog;
    private final Duration readLimit;
    private final AVFormatContext context;
    private final AVStream video;
    private @Nullable AVStream audio;

    /** Where times begin anew in fragments of MP4 (#EXT-X-DISCONTINUITY), FFmpeg takes what follows for cut away. */
    private final boolean hls;

    private final Beginning beginning = new Beginning();
    private final PacketStash stash;
    private @Nullable AudioWatch audioWatch;

    private Demuxer(MediaSource source, InputOptions options, OpenContainer container) {
        this.source = source;
        this.container = container;
        this.context = container.context();
        this.hls = context.iformat().name().getString().equals("hls");
        this.readLimit = source.isRemote() ? options.readTimeout() : UNLIMITED;
        this.watchdog = container.watchdog();
        this.stash = container.ahead();
        this.video = TrackChoice.video(source, context);
        this.audio = TrackChoice.audio(source, context, video, options.audio());
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            boolean mayBeRead = isRead(i) || (audio == null && TrackChoice.isAudio(stream));
            stream.discard(mayBeRead ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
        stash.keep(this::accepts);
        this.audioWatch = audio == null ? null : new AudioWatch(audio);
        if (audio != null && audioWatch != null) {
            lookForAudio(audio, audioWatch);
        }
    }

    /**
     * Opens a file or what a server sends.
     *
     * @param point where its publisher comes; null: it is opened as FFmpeg opens it
     * @throws MediaException if it cannot be opened, does not answer in time, or has no picture
     */
    public static Demuxer open(
            MediaSource source, @Nullable PublicationPoint point, InputOptions options, Cancellation cancellation) {
        OpenContainer container = ContainerOpening.open(source, point, options, cancellation);
        try {
            return new Demuxer(source, options, container);
        } catch (RuntimeException e) {
            container.close();
            throw e;
        }
    }

    /**
     * Reads the next packet of any of the tracks; a negative result is FFmpeg's error code.
     *
     * <p>Packets of other tracks come, too, although they are to be discarded: those that were read while FFmpeg looked at
     * what is in the source, attached pictures, and all of them in some containers.
     */
    public int read(AVPacket packet) {
        return stash.take(packet) ? 0 : readOn(packet);
    }

    private int readOn(AVPacket packet) {
        watchdog.arm(readLimit);
        while (true) {
            int code = avformat.av_read_frame(context, packet);
            if (code < 0) {
                return code;
            }
            if (accepts(packet) || (adopts(packet) && accepts(packet))) {
                return code;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /** A source that had no audio when it was opened may get it later, with this packet. */
    private boolean adopts(AVPacket packet) {
        AVStream track = context.streams(packet.stream_index());
        AudioFormat heard = audio == null && TrackChoice.isAudio(track) ? AudioFormats.heard(track, packet) : null;
        if (heard == null) {
            return false;
        }
        audio = track;
        audioWatch = new AudioWatch(track, heard);
        return true;
    }

    private boolean accepts(AVPacket packet) {
        if (!isRead(packet.stream_index())) {
            return false;
        }
        beginning.add(packet);
        if (hls) {
            packet.flags(packet.flags() & ~avcodec.AV_PKT_FLAG_DISCARD);
        }
        return true;
    }

    /** The packets that were read first, as far as it has been read. */
    public Beginning beginning() {
        return beginning;
    }

    /** Whether the first packets are those of another source; they are read now, and given out again. */
    public boolean beginsLike(Beginning other) {
        while (beginning.isBeginningOf(other) && !beginning.isSameAs(other)) {
            if (readAhead() == null) {
                return false; // the next read tells why
            }
        }
        return !other.isEmpty() && beginning.isSameAs(other);
    }

    /** The first packet of audio says more than the container, which FFmpeg has read ahead. */
    private void lookForAudio(AVStream track, AudioWatch watch) {
        AVPacket packet = stash.first(track.index());
        for (int more = MOST_PACKETS_AHEAD; packet == null && more > 0; more--) {
            AVPacket next = readAhead();
            if (next == null) {
                return;
            }
            packet = next.stream_index() == track.index() ? next : null;
        }
        if (packet != null) {
            watch.begin(packet);
        }
    }

    /** Reads the next packet before its turn; null: there is none, and the next read tells why. */
    private @Nullable AVPacket readAhead() {
        AVPacket packet = avcodec.av_packet_alloc();
        if (readOn(packet) < 0) {
            avcodec.av_packet_free(packet);
            return null;
        }
        return stash.add(packet);
    }

    private boolean isRead(int track) {
        return track == video.index() || (audio != null && track == audio.index()) || isSplices(track);
    }

    /** True for the packets of a track that are sections of splice information. */
    public boolean isSplices(int track) {
        return TrackChoice.isSplices(context, context.streams(track), video);
    }

    /** The error of a source whose picture does not come in time. */
    public MediaException noPicture(Duration limit) {
        return LatePicture.missing(source, limit);
    }

    public AVFormatContext context() {
        return context;
    }

    public AVStream video() {
        return video;
    }

    /** The audio track; null while there is none, which may change with each read. */
    public @Nullable AVStream audio() {
        return audio;
    }

    /** The audio track's format, watched; null as {@link #audio} is. */
    public @Nullable AudioWatch audioWatch() {
        return audioWatch;
    }

    /** True when the last read was broken because nothing came. */
    public boolean silentTooLong() {
        return watchdog.expired();
    }

    /** Width of a pixel over its height; the container's word counts before the codec's. */
    public AVRational pixelAspect(@Nullable AVFrame frame) {
        return avformat.av_guess_sample_aspect_ratio(context, video, frame);
    }

    /** True for a file whose index names data beyond its end: it has been cut short. */
    public boolean endsBeforeItsIndex() {
        long size = context.pb() == null ? -1 : avformat.avio_size(context.pb());
        return size > 0 && (indexEnd(video) > size || (audio != null && indexEnd(audio) > size));
    }

    private static long indexEnd(AVStream stream) {
        int entries = avformat.avformat_index_get_entries_count(stream);
        if (entries == 0) {
            return 0;
        }
        AVIndexEntry last = avformat.avformat_index_get_entry(stream, entries - 1);
        return last.pos() + last.size();
    }

    /**
     * How long the container says that its tracks are, in microseconds; 0 when it does not, or has tracks that are not read
     * and may be the longest.
     */
    public long declaredUs() {
        boolean declared = context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_STREAM;
        boolean allRead = context.nb_streams() == (audio == null ? 1 : 2);
        return declared && allRead ? Math.max(0, context.duration()) : 0;
    }

    /** In microseconds; 0 when the source does not say. */
    public long startUs() {
        long start = context.start_time();
        return start == avutil.AV_NOPTS_VALUE() ? 0 : start;
    }

    /** How long ago the source began to send. */
    public Duration sinceConnected() {
        return Duration.ofNanos(System.nanoTime() - container.connectedNs());
    }

    /** True where the times of packets are FFmpeg's invention: the container has none. */
    public boolean givesNoTimes() {
        return ContainerOpening.givesNoTimes(context);
    }

    public boolean timesMayJump() {
        return (context.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0;
    }

    @Override
    public void close() {
        container.close();
    }
}
