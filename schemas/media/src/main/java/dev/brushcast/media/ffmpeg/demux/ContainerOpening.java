package dev.brushcast.media.ffmpeg.demux;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.FfmpegException;
import dev.brushcast.media.ffmpeg.SourceIo;
import dev.brushcast.media.ffmpeg.srt.SrtIo;
import dev.brushcast.media.publish.PublicationPoint;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.PublishSource;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.media.source.TestSource;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Opens a container within limits, finds out what is in it, and waits for its picture where its audio comes first. */
final class ContainerOpening {

    /** What FFmpeg plays but nobody means by a video: text files drawn as terminal screens. */
    private static final Set<String> TEXT_ART = Set.of("tty", "bin", "xbin", "adf", "idf");

    /** A dozen frames at the rate that FFmpeg takes for given. */
    private static final long NO_TIMES_ANALYZE_US = 500_000;

    private ContainerOpening() {}

    /**
     * Opens a file or what a server sends.
     *
     * @param point where its publisher comes; null: it is opened as FFmpeg opens it
     * @throws MediaException if it cannot be opened, does not answer in time, or has no picture
     */
    static OpenContainer open(
            MediaSource source, @Nullable PublicationPoint point, InputOptions options, Cancellation cancellation) {
        if (source instanceof MediaSource.LocalFile file) {
            OpenFailure.checkFile(file.path());
        }
        Watchdog watchdog = new Watchdog(cancellation);
        AVFormatContext context = avformat.avformat_alloc_context();
        PacketStash ahead = new PacketStash();
        SourceIo io = null;
        try {
            watchdog.attach(context);
            io = connect(context, source, point, watchdog, options);
            if (io != null) {
                context.pb(io.context());
                watchdog.arm(options.openTimeout());
            }
            int code = openInput(context, source);
            OpenContainer container = new OpenContainer(context, watchdog, ahead, io, System.nanoTime());
            if (code >= 0) {
                if (givesNoTimes(context) && source.isRemote()) {
                    // There is no rate to be found by looking at more of it, and what is looked at has no arrival time.
                    context.fps_probe_size(0);
                    context.max_analyze_duration(NO_TIMES_ANALYZE_US);
                }
                code = avformat.avformat_find_stream_info(context, (AVDictionary) null);
            }
            if (code < 0 || watchdog.expired()) {
                throw OpenFailure.of(source, code, watchdog, options.openTimeout());
            }
            if (TEXT_ART.contains(context.iformat().name().getString())) {
                throw OpenFailure.notAVideo(source.redacted());
            }
            new LatePicture(source, options, container).await();
            return container;
        } catch (RuntimeException e) {
            new OpenContainer(context, watchdog, ahead, io, 0).close();
            throw e;
        }
    }

    /** Connects, or waits for who does, where that is told from what comes over the connection; null: FFmpeg opens both at once. */
    private static @Nullable SourceIo connect(
            AVFormatContext context,
            MediaSource source,
            @Nullable PublicationPoint point,
            Watchdog watchdog,
            InputOptions limits) {
        if (!source.isRemote()) {
            return null;
        }
        watchdog.arm(source.listens() ? limits.acceptTimeout() : limits.openTimeout());
        if (point != null) {
            SourceIo io = PublishedIo.await(point, watchdog);
            if (io == null) {
                throw OpenFailure.of(source, avutil.AVERROR_EXIT(), watchdog, limits.acceptTimeout());
            }
            return io;
        }
        if (!(source instanceof MediaSource.NetworkUrl url) || !url.scheme().equals("srt")) {
            return null;
        }
        try {
            return SrtIo.open(
                    url.url(),
                    avformat.AVIO_FLAG_READ,
                    context.interrupt_callback(),
                    Protocols.options(url),
                    "cannot open " + url.redacted());
        } catch (FfmpegException e) {
            throw OpenFailure.of(url, e.code(), watchdog, limits.acceptTimeout());
        }
    }

    private static int openInput(AVFormatContext context, MediaSource source) {
        AVDictionary options = new AVDictionary(null);
        try {
            return switch (source) {
                case MediaSource.LocalFile file -> {
                    set(options, Protocols.options(file));
                    yield avformat.avformat_open_input(
                            context, "file:" + file.path().toAbsolutePath(), null, options);
                }
                case MediaSource.NetworkUrl url -> {
                    set(options, Protocols.options(url));
                    yield avformat.avformat_open_input(context, url.url(), null, options);
                }
                case PublishSource _ -> {
                    set(options, Protocols.published());
                    yield avformat.avformat_open_input(context, "", null, options);
                }
                case PromptSource _, TestSource _, StreamSource _ ->
                    throw new MediaException(source.redacted() + " is not read by FFmpeg");
            };
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private static void set(AVDictionary dictionary, Map<String, String> options) {
        options.forEach((name, value) -> avutil.av_dict_set(dictionary, name, value, 0));
    }

    /** True where the times of packets are FFmpeg's invention: the container has none. */
    static boolean givesNoTimes(AVFormatContext context) {
        return (context.iformat().flags() & avformat.AVFMT_NOTIMESTAMPS) != 0
                || context.iformat().name().getString().endsWith("_pipe");
    }
}
