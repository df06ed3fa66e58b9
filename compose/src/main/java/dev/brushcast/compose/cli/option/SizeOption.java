package dev.brushcast.compose.cli.option;

import dev.brushcast.engine.PictureSize;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The size of the pictures that a model is measured on. */
public final class SizeOption {

    @Option(names = "--width", paramLabel = "W", description = "Default: the model's own size.")
    @Nullable
    Integer width;

    @Option(names = "--height", paramLabel = "H", description = "Default: the width.")
    @Nullable
    Integer height;

    /** What was asked for; empty: the model's own. */
    public Optional<PictureSize> size() {
        return width == null ? Optional.empty() : Optional.of(new PictureSize(width, height == null ? width : height));
    }
}
