package dev.brushcast.compose.cli;

import dev.brushcast.compose.report.ReportFile;
import dev.brushcast.egress.app.EgressService;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.kit.kafka.KafkaConnection;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--exit", description = "End when the capture has ended and everything is written.")
    boolean exit;

    @Mixin
    OpsOptions ops = new OpsOptions();

    @Override
    public Integer call() throws Exception {
        ReportFile report = output.reportFile();
        KafkaConnection connection = cluster.reachable();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        EgressService egress = new EgressService(
                connection, output.config(stream, 0, exit ? End.WITH_EPOCH : End.NEVER, true), registry);
        ServiceRun.untilDone(egress, ops.with(egress, List.of(), List.of(), registry));
        if (report != null) {
            report.write(egress.report());
        }
        return 0;
    }
}
