package dev.brushcast.compose.cli;

import dev.brushcast.compose.bench.PipelineBenchmark;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.bench.BenchSettings;
import dev.brushcast.engine.bench.EngineBenchmark;
import dev.brushcast.engine.model.PictureSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brushcast bench engine | pipeline}: how fast it is here, as JSON. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the engine or the whole pipeline.")
public final class BenchCommand {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "Model folder. Default: the built-in model.")
    @Nullable
    Path model;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:N|tensorrt:N",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            description = "What it runs on. Default: auto.")
    String device = "auto";

    @Command(
            name = "engine",
            mixinStandardHelpOptions = true,
            description = "The engine's throughput beside the bare ONNX Runtime sessions' for the same batches.")
    int engine(
            @Option(names = "--width", paramLabel = "W", description = "Default: the model's own size.") @Nullable
                    Integer width,
            @Option(names = "--height", paramLabel = "H", description = "Default: the width.") @Nullable Integer height,
            @Option(
                            names = "--compare",
                            description = "All batching policies, 1, 2 and 4 steps, one and eight streams.")
                    boolean compare,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "3",
                            description = "How long each setting runs in each round. Default: ${DEFAULT-VALUE}.")
                    int seconds,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "Default: ${DEFAULT-VALUE}.")
                    int rounds) {
        Optional<PictureSize> size =
                width == null ? Optional.empty() : Optional.of(new PictureSize(width, height == null ? width : height));
        BenchSettings settings = new BenchSettings(folder(), device, size, 0, 4, Duration.ofSeconds(seconds), rounds);
        Object report = compare ? EngineBenchmark.compare(settings) : EngineBenchmark.run(settings);
        System.out.println(ReportFile.json(report));
        return 0;
    }

    @Command(
            name = "pipeline",
            mixinStandardHelpOptions = true,
            description = "The bundled clip through Kafka, beside the bare sessions, and a chunk's way through Kafka.")
    int pipeline() throws Exception {
        // Every frame rendered, with the model's own steps and without guidance: the defaults.
        StyleUpdate style = new StyleOptions().initial(new StreamOptions().id, RunCommand.FIRST_PROMPT);
        System.out.println(ReportFile.json(PipelineBenchmark.run(folder(), device, style)));
        return 0;
    }

    private Path folder() {
        return model == null ? BuiltInModel.folder() : model;
    }
}
