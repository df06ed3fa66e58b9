package dev.brushcast.compose.cli;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.Engines;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brushcast worker}: renders what the topics of a cluster bring. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Restyles the chunks of a cluster's slots; several workers share the slots between them.")
public final class WorkerCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    EngineOptions engine = new EngineOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Tells this worker from the others. Default: the host's name.")
    @Nullable
    String name;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Workers of one group share the slots between them. Default: ${DEFAULT-VALUE}.")
    String group = WorkerConfig.defaults().group();

    @Option(names = "--state", paramLabel = "DIR", description = "Folder for local state. Default: ${DEFAULT-VALUE}.")
    Path state = WorkerConfig.defaults().stateDir();

    @Mixin
    OpsOptions ops = new OpsOptions();

    @Override
    public Integer call() throws Exception {
        KafkaConnection connection = cluster.reachable();
        DiffusionEngine renderer = Engines.open(engine.config());
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        WorkerService worker =
                new WorkerService(connection, WorkerConfig.defaults().with(name, group, state), renderer, registry);
        ServiceRun.untilDone(worker, ops.with(worker, List.of(worker.alive()), List.of(worker.ready()), registry));
        return 0;
    }
}
