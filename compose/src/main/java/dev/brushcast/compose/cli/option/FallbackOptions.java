package dev.brushcast.compose.cli.option;

import dev.brushcast.contract.avro.FallbackPicture;
import dev.brushcast.ingest.config.FallbackConfig;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.DurationText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What viewers see when a stream's model gives nothing. */
final class FallbackOptions {

    @Option(
            names = "--fallback",
            paramLabel = "WHAT",
            converter = PictureConverter.class,
            description =
                    "What viewers see when the model fails or is gone: passthrough shows the source's own pictures;"
                            + " hold and slate never do. Default: passthrough.")
    @Nullable
    FallbackPicture picture;

    @Option(
            names = "--fallback-after",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long its last picture is held before that. Default: 2s.")
    @Nullable
    Duration after;

    @Option(
            names = "--recover-after",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long it must have given pictures in time until they are shown again. Default: 5s.")
    @Nullable
    Duration recoverAfter;

    static final class PictureConverter implements ITypeConverter<FallbackPicture> {
        @Override
        public FallbackPicture convert(String text) {
            return Converters.convert(text, FallbackConfig::picture);
        }
    }

    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Converters.convert(text, TimeConverter::time);
        }

        private static Duration time(String text) {
            return DurationText.parse(text)
                    .orElseThrow(() -> new UserError("'" + text + "' is no time: write 500ms, 2s or 1m"));
        }
    }

    /** A configuration as these options change it. */
    FallbackConfig over(FallbackConfig before) {
        FallbackConfig shown = picture == null ? before : before.withShow(picture);
        FallbackConfig held = after == null ? shown : shown.withHoldFor(after);
        return recoverAfter == null ? held : held.withRecoverAfter(recoverAfter);
    }
}
