package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.OpsOptions;
import dev.brushcast.compose.cli.option.SourceOptions;
import dev.brushcast.compose.cli.option.StreamOptions;
import dev.brushcast.ingest.IngestService;
import dev.brushcast.ingest.IngestSummary;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.media.source.MediaSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast ingest}: one source into the topics of a cluster. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Takes a file or a live feed into the topics of a cluster.")
public final class IngestCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE|URL",
            description = "What to take in: a file, a URL (rtmp, srt, rtsp, http ...), testsrc or txt2img.")
    String input = "";

    @Mixin
    StreamOptions stream = new StreamOptions();

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    OpsOptions ops = new OpsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        MediaSource media = MediaSource.parse(input);
        KafkaConnection connection = cluster.reachable();
        try (var serdes = connection.openSerdes()) {
            KafkaClients clients = new KafkaClients(connection, serdes);
            IngestService ingest = new IngestService(
                    source.config(stream.id(), stream.slot(), media, source.geometry(media)), clients);
            ServiceRun.untilDone(
                    ingest,
                    ops.with(ingest, List.of(), List.of(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
            say(ingest.summary());
        }
        return 0;
    }

    private void say(IngestSummary summary) {
        String early = summary.endedEarly() == null ? "" : "; the input ended early: " + summary.endedEarly();
        spec.commandLine()
                .getErr()
                .println("brushcast: " + summary.framesPublished() + " of " + summary.framesRead()
                        + " frames published, dropped " + summary.framesDropped() + early);
    }
}
