package dev.brushcast.compose.cli.command;

import static java.util.Objects.requireNonNullElse;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.EngineOptions;
import dev.brushcast.compose.cli.option.ServiceOptions;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.Guarantee;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WarmUp;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast worker}: renders what the topics of a cluster bring. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Restyles the chunks of a cluster's slots; several workers share the slots between them.")
public final class WorkerCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

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
            description = "Workers of one group share the slots between them. Default: brushcast-worker.")
    @Nullable
    String group;

    @Option(names = "--state", paramLabel = "DIR", description = "Folder for local state. Default: worker-state.")
    @Nullable
    Path state;

    @Option(
            names = "--guarantee",
            paramLabel = "NAME",
            description = "exactly_once_v2: each result is in the log once, in a transaction for each live chunk."
                    + " at_least_once: a few milliseconds sooner and cheaper, and after a crash some results are there again:"
                    + " outputs show the first. The same for all workers of a group. Default: exactly_once_v2.")
    @Nullable
    String guarantee;

    @Option(
            names = "--warm-up",
            paramLabel = "WxH",
            description =
                    "Picture size to be ready for: the first pictures of any other wait until it has been measured. Default: the model's own.")
    @Nullable
    String warmUp;

    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        WorkerConfig settings = InvalidUsageException.check(spec.commandLine(), this::check);
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            KafkaConnection connection = cluster.awaited();
            stop.nowWhile("loading the model");
            List<DiffusionEngine> engines = engine.openAll();
            var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            WorkerService worker = new WorkerService(connection, settings, engines, registry);
            ServiceRun.untilDone(
                    worker,
                    service.ops().with(worker, List.of(worker.alive()), List.of(worker.ready()), registry),
                    stop);
        }
        return 0;
    }

    /** Everything that can be known before anything is loaded or connected. */
    private WorkerConfig check() {
        cluster.check();
        engine.check();
        WorkerConfig settings = settings();
        service.ops().check();
        return settings.withTopics(cluster.topics(settings.topics()));
    }

    private WorkerConfig settings() {
        WorkerConfig base = service.settings(WorkerConfig.class).orElseGet(WorkerConfig::defaults);
        Membership member = base.membership();
        WorkerConfig named = base.withMembership(new Membership(
                name == null ? member.name() : name,
                requireNonNullElse(group, member.group()),
                requireNonNullElse(state, member.stateDir()),
                member.workers()));
        WorkerConfig sure = guarantee == null ? named : named.withGuarantee(Guarantee.parse(guarantee));
        return warmUp == null ? sure : sure.withWarmUp(warmUpAt(warmUp, sure.warmUp()));
    }

    private static WarmUp warmUpAt(String size, WarmUp before) {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw new UserError("--warm-up " + size + " is not a size: write it as in 512x512");
        }
        return new WarmUp(
                Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)), before.frames(), before.timeout());
    }
}
