package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.FileTree;
import dev.brushcast.compose.bench.FleetBenchmark;
import dev.brushcast.compose.bench.FleetPlan;
import dev.brushcast.compose.bench.FleetReport;
import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.FakeSpeedOption;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.report.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast bench fleet}: how many live streams so many workers carry on time. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description =
                "Fleets of worker processes on this machine, a fake engine in place of each one's GPU: how many live streams"
                        + " they carry on time, and how that grows with workers. Larger ones by placement alone.")
final class BenchFleetCommand implements Callable<Integer> {

    private static final int MOST_WORKERS = 64;
    private static final int MOST_FPS = 240;
    private static final int MOST_SECONDS = 3600;
    private static final int MOST_STREAMS = 64;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            description = "How many each fleet has. Default: ${DEFAULT-VALUE}.")
    List<Integer> workers = List.of(1, 2, 4, 8);

    @Option(
            names = "--fps",
            paramLabel = "N",
            description = "Frames a second of each stream. Default: ${DEFAULT-VALUE}.")
    int fps = 10;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each fleet runs. Default: ${DEFAULT-VALUE}.")
    int seconds = 20;

    @Option(
            names = "--settle",
            paramLabel = "S",
            description =
                    "Seconds before that, in which nothing is judged: programs that have just started are slower than"
                            + " they stay. Default: ${DEFAULT-VALUE}.")
    int settle = 10;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "Streams for each worker. Default: as many as the first says that it can carry.")
    int streams;

    @Option(
            names = "--fake-engine",
            paramLabel = "ROWS=MS",
            split = ",",
            description =
                    "Milliseconds of UNet calls by their rows, encode and decode per picture. Default: 1=60,2=80,4=120.")
    Map<String, Double> fake = new LinkedHashMap<>(Map.of("1", 60.0, "2", 80.0, "4", 120.0));

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures there too, as JSON.")
    @Nullable
    Path report;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keep the workers' logs there. Default: they are deleted.")
    @Nullable
    Path keep;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        FleetPlan plan = InvalidUsageException.check(spec.commandLine(), this::check);
        ReportFile file = report == null ? null : ReportFile.prepare(report);
        Path folder = keep == null ? Files.createTempDirectory("brushcast-fleet") : Files.createDirectories(keep);
        try {
            FleetReport figures = new FleetBenchmark(
                            plan,
                            Brushcast.class.getName(),
                            folder,
                            spec.commandLine().getErr()::println)
                    .run();
            spec.commandLine().getOut().println(figures.table());
            spec.commandLine().getOut().println(ReportFile.json(figures));
            if (file != null) {
                file.write(figures);
            }
        } finally {
            if (keep == null) {
                FileTree.delete(folder);
            }
        }
        return 0;
    }

    private FleetPlan check() {
        workers.forEach(count -> Limits.requireBetween(1, MOST_WORKERS, "--workers", count));
        Limits.requireBetween(1, MOST_FPS, "--fps", fps);
        Limits.requireBetween(1, MOST_SECONDS, "--seconds", seconds);
        Limits.requireBetween(0, MOST_SECONDS, "--settle", settle);
        Limits.requireBetween(0, MOST_STREAMS, "--streams", streams);
        var _ = FakeSpeedOption.of(fake);
        String engine = fake.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(","));
        return new FleetPlan(
                workers.stream().distinct().sorted().toList(),
                fps,
                Duration.ofSeconds(settle),
                Duration.ofSeconds(seconds),
                engine,
                streams);
    }
}
