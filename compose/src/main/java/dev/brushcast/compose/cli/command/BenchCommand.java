package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.bench.PipelineBenchmark;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.cli.option.StyleOptions;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.engine.BuiltInModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brushcast bench engine | live | pipeline | devices}: how fast it is here, as JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the engine, a worker or the whole pipeline.",
        subcommands = {BenchEngineCommand.class, BenchLiveCommand.class, BenchDevicesCommand.class})
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
            name = "pipeline",
            mixinStandardHelpOptions = true,
            description = "The bundled clip through Kafka, beside the bare sessions, and a chunk's way through Kafka.")
    int pipeline() throws Exception {
        // Every frame rendered, with the model's own steps and without guidance: the defaults.
        StyleUpdate style = new StyleOptions().initial(new StreamOptions().id(), RunCommand.FIRST_PROMPT);
        System.out.println(ReportFile.json(PipelineBenchmark.run(folder(), device, style)));
        return 0;
    }

    Path folder() {
        return model == null ? BuiltInModel.folder() : model;
    }
}
