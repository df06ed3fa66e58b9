package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.ingest.Geometry;
import dev.brushcast.ingest.IngestConfig;
import dev.brushcast.ingest.IngestProbe;
import dev.brushcast.ingest.Pacing;
import dev.brushcast.ingest.ReadAhead;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.source.AudioChoice;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PromptSource;
import dev.brushcast.media.source.SourceInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a source is taken in. */
public final class SourceOptions {

    private static final Geometry.Area USUAL = (Geometry.Area) Geometry.DEFAULT;

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

    static final class AudioChoiceConverter implements ITypeConverter<AudioChoice> {
        @Override
        public AudioChoice convert(String text) {
            try {
                return AudioChoice.parse(text);
            } catch (MediaException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class ReadAheadConverter implements ITypeConverter<ReadAhead> {
        @Override
        public ReadAhead convert(String text) {
            return ReadAhead.parse(text);
        }
    }

    /** Everything as these options say. */
    public IngestConfig config(String streamId, int slot, MediaSource source, Geometry geometry) {
        IngestConfig defaults = IngestConfig.of(source);
        return new IngestConfig(
                streamId,
                source,
                slot,
                geometry,
                fit,
                fps,
                chunkFrames,
                live ? Pacing.REAL_TIME : defaults.pacing(),
                payload,
                defaults.jpeg(),
                defaults.maxUnacknowledgedBytes(),
                readAhead,
                defaults.input().withAudio(audioTrack),
                defaults.reconnect());
    }

    /** Frames in a chunk. */
    public int chunkFrames() {
        return chunkFrames;
    }

    /**
     * The size asked for, or the usual one for such a source, which is opened and asked for its size only when the other
     * side of the picture has to follow from it.
     */
    public Geometry geometry(MediaSource media) {
        boolean oneSide = (width == null) != (height == null);
        if (oneSide) {
            return geometry(media, IngestProbe.probe(media), USUAL.pixels(), USUAL.multiple());
        }
        return width == null || height == null ? Geometry.defaultFor(media) : new Geometry.Exact(width, height);
    }

    /** The size asked for, or one that fits the source and a model. */
    public Geometry geometry(MediaSource media, SourceInfo source, int nativePixels, int multiple) {
        if (width == null && height == null && media instanceof PromptSource) {
            return Geometry.defaultFor(media);
        }
        if (width != null && height != null) {
            return new Geometry.Exact(width, height);
        }
        if (width != null) {
            return new Geometry.Exact(
                    width, nearest(width * (double) source.displayHeight() / source.displayWidth(), multiple));
        }
        if (height != null) {
            return new Geometry.Exact(
                    nearest(height * (double) source.displayWidth() / source.displayHeight(), multiple), height);
        }
        return new Geometry.Area(nativePixels, multiple);
    }

    private static int nearest(double length, int multiple) {
        return Math.max(multiple, (int) Math.round(length / multiple) * multiple);
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
