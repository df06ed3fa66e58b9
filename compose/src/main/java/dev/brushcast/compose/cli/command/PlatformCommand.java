package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.EngineOptions;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.cli.option.OutputOptions;
import dev.brushcast.compose.cli.option.StoreOptions;
import dev.brushcast.compose.local.LocalPlatform;
import dev.brushcast.compose.local.PlatformPlan;
import dev.brushcast.compose.local.RunFolder;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast platform}: many streams, which come and go, everything in this process. */
@Command(
        name = "platform",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Restyles streams that come and go, in one process on an embedded Kafka broker.")
public final class PlatformCommand implements Callable<Integer> {

    private static final int MOST_SLOTS = 64;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many streams there may be. Default: ${DEFAULT-VALUE}.")
    int slots = 4;

    @Mixin
    EngineOptions engine = new EngineOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    StoreOptions store = new StoreOptions();

    @Option(
            names = "--broker-port",
            paramLabel = "P",
            description = "Port of the embedded broker on this machine, for other tools. Default: any free one.")
    int brokerPort;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EgressConfig served = InvalidUsageException.check(spec.commandLine(), this::check);
        RunFolder data = store.folder(output.folder());
        try (TerminationSignal stop = ServiceRun.listen("loading the model", spec);
                data) {
            PlatformPlan plan = new PlatformPlan(
                    brokerPort,
                    slots,
                    store.budget(data, slots),
                    WorkerConfig.defaults(),
                    output.folder(),
                    served.http());
            var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            try (LocalPlatform platform = LocalPlatform.start(plan, engine.open(), data.path(), registry)) {
                stop.closeInOrder();
                say("streams are served at " + output.pageUrl(platform.httpPort()) + "streams/ID/, its broker is "
                        + platform.connection().bootstrapServers());
                CompletableFuture.anyOf(platform.failed(), stop.requested()).get();
            }
        }
        return 0;
    }

    private EgressConfig check() {
        Limits.requirePort(0, "--broker-port", brokerPort);
        Limits.requireBetween(1, MOST_SLOTS, "--slots", slots);
        engine.check();
        output.checkHosted(spec.commandLine().getParseResult()::hasMatchedOption);
        return output.over(EgressConfig.defaults("none"), option -> true);
    }

    private void say(@Nullable String line) {
        spec.commandLine().getErr().println("brushcast: " + line);
        spec.commandLine().getErr().flush();
    }
}
