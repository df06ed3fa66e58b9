package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.FileTree;
import dev.brushcast.compose.bench.FailoverBenchmark;
import dev.brushcast.compose.bench.FailoverOptions;
import dev.brushcast.compose.bench.FailoverOptions.Victim;
import dev.brushcast.compose.cli.Brushcast;
import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.worker.config.Guarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast bench failover}: how long it takes until another one goes on. */
@Command(
        name = "failover",
        mixinStandardHelpOptions = true,
        description =
                "Kills (kill -9) a worker, an ingest host or an egress host, again and again, and measures how long"
                        + " it is until the other one of two goes on. Without a model, with a broker of its own.")
final class BenchFailoverCommand implements Callable<Integer> {

    private static final int MOST_KILLS = 1000;

    @Option(
            names = "--kill",
            paramLabel = "worker|ingest|egress",
            description = "What is killed. Default: ${DEFAULT-VALUE}.")
    Victim victim = Victim.WORKER;

    @Option(names = "--kills", paramLabel = "N", description = "How often. Default: ${DEFAULT-VALUE}.")
    int kills = 20;

    @Option(
            names = "--failover",
            paramLabel = "PROFILE",
            description = "Of all processes: default or fast. Default: ${DEFAULT-VALUE}.")
    String failover = "default";

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            description = "Of workers: exactly_once_v2 or at_least_once. Default: ${DEFAULT-VALUE}.")
    String guarantee = "exactly_once_v2";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        FailoverOptions options = InvalidUsageException.check(spec.commandLine(), this::options);
        Path folder = Files.createTempDirectory("brushcast-failover");
        FailoverBenchmark benchmark = new FailoverBenchmark(options, Brushcast.class.getName(), folder);
        spec.commandLine().getOut().println(ReportFile.json(benchmark.run()));
        FileTree.delete(folder); // kept where it failed: what the processes said is in it
        return 0;
    }

    private FailoverOptions options() {
        Limits.requireBetween(1, MOST_KILLS, "--kills", kills);
        return new FailoverOptions(victim, kills, Failover.named(failover), Guarantee.parse(guarantee));
    }
}
