package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.bench.ArrivalRecorder;
import dev.brushcast.worker.simulation.ArrivalTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast bench arrivals}: records when chunks of live streams come, for {@code bench schedule}. */
@Command(
        name = "arrivals",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Records when chunks of an installation's live streams come to who reads them: a table for bench schedule"
                        + " --arrivals, without pictures or names.")
final class BenchArrivalsCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 3600;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--seconds", paramLabel = "S", description = "How long. Default: ${DEFAULT-VALUE}.")
    int seconds = 40;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "The table, comma-separated.")
    Path output = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() {
        InvalidUsageException.check(spec.commandLine(), () -> {
            cluster.check();
            Limits.requireBetween(1, MOST_SECONDS, "--seconds", seconds);
            return true;
        });
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes()) {
            ArrivalTrace trace = new ArrivalRecorder(new KafkaClients(connection, serdes), cluster.topics())
                    .record(String.valueOf(output.getFileName()), Duration.ofSeconds(seconds));
            Files.write(output, trace.table());
            spec.commandLine()
                    .getOut()
                    .println(trace.arrivals().size() + " chunks of " + trace.streams() + " streams in " + output);
        } catch (IllegalArgumentException e) {
            throw new UserError("Nothing to record: no chunk of a live stream came in " + seconds + " s", e);
        } catch (IOException e) {
            throw new UserError("--output " + output + " cannot be written: " + Reason.of(e), e);
        }
        return 0;
    }
}
