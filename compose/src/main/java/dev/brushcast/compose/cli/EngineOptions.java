package dev.brushcast.compose.cli;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.EngineConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model runs, on what. */
final class EngineOptions {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Model folder in the diffusers / Optimum ONNX layout. Default: the built-in model.")
    @Nullable
    Path model;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda:N|tensorrt:N",
            description = "What it runs on; auto: the best that really loads. Default: ${DEFAULT-VALUE}.")
    String device = "auto";

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "Batching policy: sequential, stream-batch or continuous. Default: ${DEFAULT-VALUE}.")
    String policy = BatchPolicy.CONTINUOUS.label();

    @Option(
            names = "--fixed-batch",
            paramLabel = "ROWS",
            description = "Rows of every UNet call, for bit-identical replays. Default: by the measured curve.")
    int fixedBatch;

    EngineConfig config() {
        return EngineConfig.of(model == null ? BuiltInModel.folder() : model)
                .withDevice(device)
                .withPolicy(BatchPolicy.named(policy))
                .withFixedBatch(fixedBatch);
    }
}
