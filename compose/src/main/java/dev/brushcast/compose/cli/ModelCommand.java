package dev.brushcast.compose.cli;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.verify.VectorVerifier;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code brushcast model verify}: what is known about models and the engine. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Looks at model folders, and holds the engine to recorded vectors.")
public final class ModelCommand {

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Runs recorded vectors of the reference program through the engine and compares.")
    int verify(
            @Parameters(paramLabel = "VECTORS_DIR", description = "Holds case folders, tables and models/.")
                    Path vectors,
            @Option(names = "--policy", paramLabel = "NAME", description = "Only this batching policy. Default: all.")
                    @Nullable
                    String policy) {
        Optional<BatchPolicy> only = Optional.ofNullable(policy).map(BatchPolicy::named);
        return VectorVerifier.run(vectors, only, System.out).failed() == 0 ? 0 : 1;
    }
}
