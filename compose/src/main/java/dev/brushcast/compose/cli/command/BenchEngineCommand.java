package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.cli.option.SizeOption;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.tools.bench.BenchSettings;
import dev.brushcast.engine.tools.bench.EngineBenchmark;
import dev.brushcast.engine.tools.bench.Setting;
import dev.brushcast.kit.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code brushcast bench engine}: one setting in depth, or every batching policy in many settings. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "The engine's throughput beside the bare ONNX Runtime sessions' for the same batches.")
final class BenchEngineCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 3600;
    private static final int MOST_ROUNDS = 1000;

    @ParentCommand
    @Nullable
    BenchCommand bench;

    @Mixin
    SizeOption size = new SizeOption();

    @Option(
            names = "--compare",
            description =
                    "All batching policies beside each other, in every combination of --steps, --streams and --guidance.")
    boolean compare;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = "continuous",
            description = "Batching policy, without --compare. Default: ${DEFAULT-VALUE}.")
    String policy = "";

    @Option(
            names = "--steps",
            paramLabel = "1|2|4",
            split = ",",
            description = "Denoising steps. Default: 1; with --compare 1,2,4.")
    List<Integer> steps = List.of();

    @Option(
            names = "--streams",
            paramLabel = "N",
            split = ",",
            description = "Streams at once. Default: 2; with --compare 1,8.")
    List<Integer> streams = List.of();

    @Option(
            names = "--guidance",
            paramLabel = "none|full|self|initialize",
            split = ",",
            description = "Kind of guidance. Default: none.")
    List<GuidanceKind> guidance = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "How long each setting runs in each round. Default: ${DEFAULT-VALUE}.")
    int seconds;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        Supplier<Object> benchmark =
                InvalidUsageException.check(spec.commandLine(), () -> compare ? comparison() : inDepth());
        System.out.println(ReportFile.json(benchmark.get()));
        return 0;
    }

    private Supplier<Object> comparison() {
        BenchSettings settings = settings();
        List<Setting> grid = grid(List.of(1, 2, 4), List.of(1, 8));
        return () -> EngineBenchmark.compare(settings, grid);
    }

    private Supplier<Object> inDepth() {
        BenchSettings settings = settings();
        BatchPolicy asked = BatchPolicy.named(policy);
        List<Setting> grid = grid(List.of(Setting.USUAL.steps()), List.of(Setting.USUAL.streams()));
        if (grid.size() != 1) {
            throw new UserError(
                    "More than one setting: give --steps, --streams and --guidance one value each, or --compare");
        }
        return () -> EngineBenchmark.run(settings, asked, grid.getFirst());
    }

    private List<Setting> grid(List<Integer> usualSteps, List<Integer> usualStreams) {
        try {
            return Setting.grid(
                    steps.isEmpty() ? usualSteps : steps,
                    streams.isEmpty() ? usualStreams : streams,
                    guidance.isEmpty() ? List.of(GuidanceKind.NONE) : guidance);
        } catch (IllegalArgumentException e) {
            throw new UserError("--" + e.getMessage());
        }
    }

    private BenchSettings settings() {
        Limits.requireBetween(1, MOST_SECONDS, "--seconds", seconds);
        Limits.requireBetween(1, MOST_ROUNDS, "--rounds", rounds);
        BenchCommand of = Objects.requireNonNull(bench);
        return new BenchSettings(of.folder(), of.device, size.size(), 0, 4, Duration.ofSeconds(seconds), rounds);
    }
}
