package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.ControlOptions;
import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.ControlService;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code brushcast control}: the API that says what streams there are to be. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Serves the API that creates, changes and deletes the streams of a cluster: hosts make them so.")
public final class ControlCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    ControlOptions options = new ControlOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ControlConfig config = InvalidUsageException.check(spec.commandLine(), this::check);
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            KafkaConnection connection = cluster.awaited();
            try (var serdes = connection.openSerdes()) {
                var control = new ControlService(config, new KafkaClients(connection, serdes), registry);
                ServiceRun.untilDone(control, List.of(control), stop);
            }
        }
        return 0;
    }

    private ControlConfig check() {
        cluster.check();
        return options.config(cluster.topics());
    }
}
