package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.option.ModelName;
import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.tools.check.ModelCheck;
import dev.brushcast.engine.tools.verify.VectorVerifier;
import dev.brushcast.engine.tools.verify.VerifySettings;
import dev.brushcast.kit.UserError;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brushcast model check | verify}: what a model folder is, and whether the engine computes what it must. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Looks at model folders, and holds the engine to recorded vectors.")
public final class ModelCommand {

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says what a model folder is, what it can do and what it needs, and renders one frame,"
                    + " of a video model two chunks.")
    int check(
            @Parameters(
                            paramLabel = "DIR",
                            converter = ModelName.class,
                            description = "In the diffusers / Optimum ONNX layout; or builtin, builtin:video.")
                    Path folder,
            @Option(
                            names = "--device",
                            paramLabel = "auto|cpu|cuda:N|tensorrt:N",
                            defaultValue = "auto",
                            description = "What it runs on. Default: ${DEFAULT-VALUE}.")
                    String device) {
        ModelCheck.anyFamily(folder, device).lines().forEach(System.out::println);
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Runs recorded vectors of the reference program through the engine and compares.")
    int verify(
            @Parameters(paramLabel = "VECTORS_DIR", description = "Holds case folders, tables and models/.")
                    Path vectors,
            @Option(names = "--policy", paramLabel = "NAME", description = "Only this batching policy. Default: all.")
                    @Nullable
                    String policy,
            @Option(
                            names = "--device",
                            paramLabel = "auto|cpu|cuda:N|tensorrt:N",
                            defaultValue = "cpu",
                            description = "What it runs on. Default: ${DEFAULT-VALUE}, as it was recorded.")
                    String device,
            @Option(
                            names = "--tolerance",
                            paramLabel = "SHARE",
                            description =
                                    "How far what networks put out may be off, relative to the largest value: GPUs"
                                            + " calculate with fewer digits, 0.02 does. Default: each case's own.")
                    @Nullable
                    Double tolerance) {
        Optional<BatchPolicy> only = Optional.ofNullable(policy).map(BatchPolicy::named);
        OptionalDouble share = tolerance == null ? OptionalDouble.empty() : OptionalDouble.of(tolerance);
        VerifySettings settings;
        try {
            settings = new VerifySettings(only, device, share);
        } catch (IllegalArgumentException e) {
            throw new UserError("--tolerance: " + e.getMessage(), e);
        }
        return VectorVerifier.run(vectors, settings, System.out).failed() == 0 ? 0 : 1;
    }
}
