package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.ingest.config.ChunkConfig;
import dev.brushcast.ingest.config.ConnectionConfig;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.ingest.config.Pacing;
import dev.brushcast.ingest.config.PictureConfig;
import dev.brushcast.ingest.config.ReadAhead;
import dev.brushcast.ingest.config.Reconnect;
import dev.brushcast.ingest.config.WaitLimit;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.rtmp.RtmpPort;
import dev.brushcast.media.source.AudioChoice;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a source is taken in. */
public final class SourceOptions {

    private static final int SMALLEST_SIDE = 16;
    private static final int LARGEST_SIDE = 8192;

    @Option(
            names = "--width",
            paramLabel = "W",
            description = "Width of the restyled picture in pixels. Alone: the height follows from the source.")
    @Nullable
    Integer width;

    @Option(
            names = "--height",
            paramLabel = "H",
            description = "Its height. Default: the source's proportions at the size that the model was made for.")
    @Nullable
    Integer height;

    @Option(
            names = "--fit",
            paramLabel = "HOW",
            description = "For a picture of other proportions: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Fit fit = Fit.CROP;

    @Option(names = "--fps", paramLabel = "F", description = "Keep at most so many frames a second. Default: all.")
    @Nullable
    Double fps;

    @Option(
            names = "--audio-track",
            paramLabel = "N|LANG",
            converter = AudioChoiceConverter.class,
            description = "Which audio of the source: a number from 1, or a language such as en. Default: the one that"
                    + " the source marks as its default, else the first.")
    AudioChoice audioTrack = AudioChoice.USUAL;

    @Option(
            names = "--listen",
            description =
                    "Wait for an encoder that publishes to the input's address, as in --input"
                            + " rtmp://0.0.0.0:1935/live/KEY or srt://:9000?passphrase=WORDS, for as long as it takes (see --wait).")
    boolean listen;

    @Option(names = "--live", description = "Play a file in real time, as if it were live.")
    boolean live;

    @Option(names = "--chunk-frames", paramLabel = "N", description = "Frames in a chunk. Default: ${DEFAULT-VALUE}.")
    int chunkFrames = 4;

    @Option(
            names = "--payload",
            paramLabel = "FORMAT",
            description = "How frames travel: JPEG, or RGB24 on a fast network. Default: ${DEFAULT-VALUE}.")
    PayloadFormat payload = PayloadFormat.JPEG;

    @Option(
            names = "--read-ahead",
            paramLabel = "SIZE",
            converter = ReadAheadConverter.class,
            description = "Read a recording at most so far ahead of the workers: 512m, 2g, or unbounded to record first"
                    + " and style later. Default: ${DEFAULT-VALUE}.")
    ReadAhead readAhead = ReadAhead.DEFAULT;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = WaitLimitConverter.class,
            description = "How long a source on the network is waited for that is not there yet: 10s, 5m, 0 or forever."
                    + " Default: 10s.")
    @Nullable
    WaitLimit wait;

    @Option(
            names = "--picture-wait",
            paramLabel = "TIME",
            converter = WaitLimitConverter.class,
            description = "How long the picture of a source on the network is waited for whose audio comes first: 30s,"
                    + " 5m, 0 or forever. Default: 30s.")
    @Nullable
    WaitLimit pictureWait;

    @Option(
            names = "--give-up-after",
            paramLabel = "TIME",
            converter = WaitLimitConverter.class,
            description = "How long a live source that broke off is tried again: 1m, forever ... Default: 1m.")
    @Nullable
    WaitLimit giveUpAfter;

    @Option(
            names = "--slate-after",
            paramLabel = "TIME",
            converter = WaitLimitConverter.class,
            description = "How long the last picture of a live source that is away is shown until a slate is: 10s, 0,"
                    + " forever ... Default: 10s.")
    @Nullable
    WaitLimit slateAfter;

    @Mixin
    FallbackOptions fallback = new FallbackOptions();

    static final class WaitLimitConverter implements ITypeConverter<WaitLimit> {
        @Override
        public WaitLimit convert(String text) {
            return Converters.convert(text, WaitLimit::parse);
        }
    }

    static final class AudioChoiceConverter implements ITypeConverter<AudioChoice> {
        @Override
        public AudioChoice convert(String text) {
            return Converters.convert(text, AudioChoice::parse);
        }
    }

    static final class ReadAheadConverter implements ITypeConverter<ReadAhead> {
        @Override
        public ReadAhead convert(String text) {
            return Converters.convert(text, ReadAhead::parse);
        }
    }

    /**
     * Looks at what only these options say; nothing is opened.
     *
     * @throws UserError if it cannot be
     */
    public void check() {
        if (width != null) {
            Limits.requireBetween(SMALLEST_SIDE, LARGEST_SIDE, "--width", width);
        }
        if (height != null) {
            Limits.requireBetween(SMALLEST_SIDE, LARGEST_SIDE, "--height", height);
        }
    }

    /**
     * Has a recording read ahead no further than what is kept of it.
     *
     * @param bytes of pictures
     * @throws UserError if more was asked for
     */
    public void readAheadWithin(long bytes) {
        if (readAhead.bytes() <= bytes) {
            return;
        }
        if (!readAhead.equals(ReadAhead.DEFAULT)) {
            throw new UserError("--read-ahead " + readAhead + " is more than is kept: give " + (bytes >> 20)
                    + "m at most, or more --disk");
        }
        readAhead = new ReadAhead(bytes);
    }

    /** Frames in a chunk. */
    public int chunkFrames() {
        return chunkFrames;
    }

    /**
     * A configuration as these options change it.
     *
     * @param given which options count: the others leave the configuration as it is
     */
    public IngestConfig over(IngestConfig from, Predicate<String> given) {
        IngestConfig before = listen ? from.withSource(listening(from.source())).withPacing(from.pacing()) : from;
        return before.withPacing(live ? Pacing.REAL_TIME : before.pacing())
                .withPictures(over(before.pictures(), given))
                .withChunks(over(before.chunks(), given))
                .withConnection(over(before.connection(), given))
                .withFallback(fallback.over(before.fallback()));
    }

    private static MediaSource listening(MediaSource source) {
        if (source instanceof MediaSource.NetworkUrl url) {
            MediaSource.NetworkUrl port = url.listening();
            if (port.scheme().equals("rtmp")) {
                RtmpPort.check(port);
            }
            return port;
        }
        throw new UserError("--listen waits for an encoder on the network: give --input rtmp://0.0.0.0:1935/live/KEY");
    }

    private PictureConfig over(PictureConfig before, Predicate<String> given) {
        return before.withGeometry(geometry(before.geometry()))
                .withFit(given.test("--fit") ? fit : before.fit())
                .withMaxFrameRate(fps == null ? before.maxFrameRate() : fps)
                .withFormat(given.test("--payload") ? payload : before.format());
    }

    private ChunkConfig over(ChunkConfig before, Predicate<String> given) {
        return before.withFrames(given.test("--chunk-frames") ? chunkFrames : before.frames())
                .withReadAhead(given.test("--read-ahead") ? readAhead : before.readAhead());
    }

    private ConnectionConfig over(ConnectionConfig before, Predicate<String> given) {
        Reconnect reconnect = before.reconnect();
        InputOptions limits =
                pictureWait == null ? before.limits() : before.limits().withPictureTimeout(pictureWait.countable());
        WaitLimit usual = listen ? WaitLimit.FOREVER : before.waitFor();
        return before.withWaitFor(wait == null ? usual : wait)
                .withLimits(given.test("--audio-track") ? limits.withAudio(audioTrack) : limits)
                .withReconnect(giveUpAfter == null ? reconnect : reconnect.withGiveUpAfter(giveUpAfter))
                .withHold(slateAfter == null ? before.hold() : before.hold().withSlateAfter(slateAfter));
    }

    /** The size asked for, whole or in part, else this one. */
    public Geometry geometry(Geometry otherwise) {
        return Geometry.ofSides(width, height, otherwise);
    }

    /** Says at the start what would otherwise be said of every frame. */
    public static void requireMultiple(Geometry.Size size, int multiple, String model) {
        for (int side : new int[] {size.width(), size.height()}) {
            if (side % multiple != 0) {
                throw new UserError("the model " + model + " takes no picture of " + size
                        + ": its sides must be multiples of "
                        + multiple + ", " + side + " is not; the nearest are " + side / multiple * multiple + " and "
                        + (side / multiple + 1) * multiple);
            }
        }
    }
}
