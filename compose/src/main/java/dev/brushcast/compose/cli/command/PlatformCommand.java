package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.CallerOptions;
import dev.brushcast.compose.cli.option.EngineOptions;
import dev.brushcast.compose.cli.option.Limits;
import dev.brushcast.compose.cli.option.OutputOptions;
import dev.brushcast.compose.cli.option.PublishOptions;
import dev.brushcast.compose.cli.option.StoreOptions;
import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.local.LocalPlatform;
import dev.brushcast.compose.local.PlatformPlan;
import dev.brushcast.compose.local.RunFolder;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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
    private static final String CONTROL_HOST = "localhost";
    private static final int PUBLISH_PORT = 8081;

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
    PublishOptions publish = new PublishOptions();

    @Mixin
    CallerOptions callers = new CallerOptions();

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            description =
                    "Where the page and the control API are served, on this machine alone; 0: any free port. Default: ${DEFAULT-VALUE}.")
    int controlPort = 8090;

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
        ControlConfig control = callers.config(CONTROL_HOST, controlPort, null, served.topics(), own(served));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RunFolder data = store.folder(output.folder());
        try (TerminationSignal stop = ServiceRun.listen("loading the model", spec);
                data) {
            PlatformPlan plan = new PlatformPlan(
                    brokerPort,
                    slots,
                    store.budget(data, slots),
                    WorkerConfig.defaults(),
                    output.folder(),
                    served.http().with(pageOrigins()),
                    control,
                    publish.doors(PUBLISH_PORT, served.http().tls(), pageOrigins(), registry));
            try (LocalPlatform platform = LocalPlatform.start(plan, engine.openAll(), data.path(), registry)) {
                stop.closeInOrder();
                say("the page of all streams is http://" + CONTROL_HOST + ":" + platform.controlPort()
                        + "/, its API below /api/v1/streams; viewers find a stream at "
                        + output.pageUrl(platform.httpPort()) + "streams/ID/; browsers publish at port "
                        + platform.publishPort() + ", /publish/ID");
                CompletableFuture.anyOf(platform.failed(), stop.requested()).get();
            }
        }
        return 0;
    }

    /** The page of all streams plays what is served beside it. Where the port is any free one it has to be told. */
    private List<String> pageOrigins() {
        return controlPort == 0
                ? List.of()
                : List.of("http://localhost:" + controlPort, "http://127.0.0.1:" + controlPort);
    }

    private PublicUrls own(EgressConfig served) {
        return new PublicUrls(
                output.viewers(), publish.url(PUBLISH_PORT, served.http().tls()));
    }

    private EgressConfig check() {
        Limits.requirePort(0, "--broker-port", brokerPort);
        Limits.requirePort(0, "--control-port", controlPort);
        Limits.requireBetween(1, MOST_SLOTS, "--slots", slots);
        engine.check();
        publish.check();
        output.checkHosted(spec.commandLine().getParseResult()::hasMatchedOption);
        return output.over(EgressConfig.defaults("none"), option -> true);
    }

    private void say(String line) {
        spec.commandLine().getErr().println("brushcast: " + line);
        spec.commandLine().getErr().flush();
    }
}
