package dev.brushcast.compose.cli;

import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.egress.app.EgressService;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brushcast egress}: one stream of a cluster out to players. */
@Command(
        name = "egress",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Puts a restyled stream of a cluster out as HLS, a recording, RTMP.")
public final class EgressCommand implements Callable<Integer> {

    private static final Duration REACHABLE_WITHIN = Duration.ofSeconds(15);

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write what became of every frame, and how long it took, as JSON.")
    @Nullable
    Path report;

    @Option(names = "--exit", description = "End when the capture has ended and everything is written.")
    boolean exit;

    @Mixin
    OpsOptions ops = new OpsOptions();

    @Override
    public Integer call() throws Exception {
        ReportFile reportFile = report == null ? null : ReportFile.prepare(report);
        KafkaConnection connection = cluster.connection();
        try (var serdes = connection.openSerdes()) {
            new KafkaClients(connection, serdes).requireReachable(REACHABLE_WITHIN);
        }
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        EgressService egress =
                new EgressService(connection, output.config(stream, 0, exit ? End.WITH_EPOCH : End.NEVER), registry);
        ServiceRun.untilDone(egress, ops.with(egress, List.of(), List.of(), registry));
        if (reportFile != null) {
            reportFile.write(egress.report());
        }
        return 0;
    }
}
