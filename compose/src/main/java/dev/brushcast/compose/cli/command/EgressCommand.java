package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.OpsOptions;
import dev.brushcast.compose.cli.option.OutputOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.egress.app.EgressService;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.kit.config.ConfigFile;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast egress}: one stream of a cluster out to players. */
@Command(
        name = "egress",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Puts a restyled stream of a cluster out as HLS, a recording, RTMP.")
public final class EgressCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--exit", description = "End when the capture has ended and everything is written.")
    boolean exit;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings as in egress/reference.yaml; options given here count more.")
    @Nullable
    Path config;

    @Mixin
    OpsOptions ops = new OpsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EgressConfig settings = InvalidUsageException.check(spec.commandLine(), this::check);
        ReportFile report = output.reportFile();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        EgressService egress;
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec)) {
            egress = new EgressService(cluster.reachable(), settings, registry);
            ServiceRun.untilDone(egress, ops.with(egress, List.of(), List.of(), registry), stop);
        }
        if (report != null) {
            report.write(egress.report());
        }
        return PushOutcome.status(egress, spec);
    }

    /** Everything that can be known before anything is connected or written. */
    private EgressConfig check() {
        cluster.check();
        output.check();
        stream.address();
        EgressConfig settings = settings();
        ops.check();
        return settings;
    }

    private EgressConfig settings() {
        if (config == null) {
            End end = exit ? End.WITH_EPOCH : End.NEVER;
            return output.config(new StreamConfig(stream.id(), stream.slot(), Start.NEWEST_EPOCH, end, 0), true);
        }
        EgressConfig file = ConfigFile.read(config, EgressConfig.class, System.getenv());
        Predicate<String> given = spec.commandLine().getParseResult()::hasMatchedOption;
        StreamConfig which = new StreamConfig(
                given.test("--stream") ? stream.id() : file.stream().id(),
                given.test("--slot") ? stream.slot() : file.stream().slot(),
                file.stream().start(),
                exit ? End.WITH_EPOCH : file.stream().end(),
                file.stream().firstEpoch());
        return output.over(new EgressConfig(which, file.output(), file.rtmp(), file.http()), given);
    }
}
