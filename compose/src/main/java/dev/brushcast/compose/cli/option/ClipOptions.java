package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.BundledClip;
import dev.brushcast.compose.FileTree;
import dev.brushcast.compose.bench.ClipReader;
import dev.brushcast.engine.tools.bench.video.Clip;
import dev.brushcast.engine.tools.bench.video.OpenModels;
import dev.brushcast.ingest.config.Geometry;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which clip models are measured on. */
public final class ClipOptions {

    private static final int MOST_SECONDS = 60;
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 8192;

    @Parameters(
            arity = "0..1",
            paramLabel = "CLIP",
            description = "File, URL or testsrc, as --input of run. Default: the bundled clip.")
    @Nullable
    String clip;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How much of it, from its beginning; kept in memory. Default: ${DEFAULT-VALUE}.")
    int seconds = 10;

    @Option(
            names = "--width",
            paramLabel = "W",
            description = "Of its pictures. Default: about the size that the models were made for, in its proportions.")
    @Nullable
    Integer width;

    @Option(names = "--height", paramLabel = "H", description = "Of its pictures.")
    @Nullable
    Integer height;

    /**
     * Looks whether it can be read so.
     *
     * @throws dev.brushcast.kit.UserError if not
     */
    public void check() {
        Limits.requireBetween(1, MOST_SECONDS, "--seconds", seconds);
        if (width != null) {
            Limits.requireBetween(LEAST_SIDE, MOST_SIDE, "--width", width);
        }
        if (height != null) {
            Limits.requireBetween(LEAST_SIDE, MOST_SIDE, "--height", height);
        }
        if (clip != null) {
            MediaSource.parse(clip);
        }
    }

    /** Its pictures, at one size that suits all models. */
    public Clip read(OpenModels models) throws IOException {
        if (clip != null) {
            MediaSource source = MediaSource.parse(clip);
            return read(models, source.redacted(), source);
        }
        Path folder = Files.createTempDirectory("brushcast-bench");
        try {
            return read(
                    models,
                    "the bundled clip",
                    MediaSource.parse(BundledClip.extractTo(folder).toString()));
        } finally {
            FileTree.delete(folder);
        }
    }

    private Clip read(OpenModels models, String name, MediaSource source) {
        Geometry usual = new Geometry.Area(models.nativePixels(), models.sideMultiple());
        return ClipReader.read(
                name,
                source,
                Geometry.ofSides(width, height, usual),
                models.sideMultiple(),
                Duration.ofSeconds(seconds));
    }
}
