package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.bench.PipelineBenchmark;
import dev.brushcast.compose.cli.option.ModelName;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.cli.option.StyleOptions;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.kit.UserError;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brushcast bench engine | live | fleet | arrivals | schedule | failover | broker | pipeline | devices | video | flicker | drift}: how fast and how good it is here. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures the engine, a worker, brokers or the whole pipeline; how steady a model's pictures are.",
        subcommands = {
            BenchEngineCommand.class,
            BenchLiveCommand.class,
            BenchFleetCommand.class,
            BenchArrivalsCommand.class,
            BenchScheduleCommand.class,
            BenchFailoverCommand.class,
            BenchBrokerCommand.class,
            BenchDevicesCommand.class,
            BenchVideoCommand.class,
            BenchFlickerCommand.class,
            BenchDriftCommand.class
        })
public final class BenchCommand {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            scope = picocli.CommandLine.ScopeType.INHERIT,
            converter = ModelName.class,
            description =
                    "Model folder, builtin or builtin:video. Several for bench flicker. Default: builtin; of bench"
                            + " video builtin:video.")
    List<Path> models = List.of();

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

    /**
     * The model that is measured, the built-in image model where none is given.
     *
     * @throws UserError if several are given
     */
    Path folder() {
        return folder(BuiltInModel.IMAGE);
    }

    /** As {@link #folder()}, with another model where none is given. */
    Path folder(BuiltInModel usual) {
        if (models.size() > 1) {
            throw new UserError("Several models are given: give --model once, or try bench flicker");
        }
        return models.isEmpty() ? usual.folder() : models.getFirst();
    }

    /** Those that are measured beside each other. */
    List<Path> folders() {
        return models.isEmpty() ? List.of(BuiltInModel.IMAGE.folder()) : models;
    }
}
