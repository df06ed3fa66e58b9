package dev.brushcast.compose.cli.command;

import dev.brushcast.compose.cli.failure.InvalidUsageException;
import dev.brushcast.compose.cli.option.ClusterOptions;
import dev.brushcast.compose.cli.option.RecordedOptions;
import dev.brushcast.compose.replay.ExportPlan;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.egress.app.Export;
import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.ledger.EgressMetrics;
import dev.brushcast.egress.ledger.EgressProgress;
import dev.brushcast.egress.ledger.Ledger;
import dev.brushcast.ingest.publish.StreamDirectory;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.media.source.StreamSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brushcast export}: what a stream has recorded, into a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes what a cluster has recorded of a stream into MP4 files, as viewers saw it or as it was taken"
                        + " in, straight from its topics: no worker and no GPU is needed.")
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    RecordedOptions recorded = new RecordedOptions();

    @Option(names = "--source", description = "The pictures as they were taken in, rather than the styled ones.")
    boolean source;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "The MP4 file. Further captures get numbers: FILE-2.mp4.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ExportPlan plan = InvalidUsageException.check(spec.commandLine(), this::check);
        try (TerminationSignal stop = ServiceRun.listen("connecting to Kafka", spec);
                var serdes = cluster.reachable().openSerdes()) {
            KafkaClients clients = new KafkaClients(cluster.reachable(), serdes);
            Topics topics = cluster.topics();
            EpochStart newest = recorded.newest(new StreamDirectory(clients, topics));
            try (Export export = new Export(clients, topics, new StreamAddress(recorded.stream(), newest.getSlot()))) {
                List<ExportPlan.Piece> pieces = plan.pieces(export.captures());
                stop.closeInOrder();
                for (ExportPlan.Piece piece : pieces) {
                    write(export, piece, stop);
                }
            }
        }
        return 0;
    }

    /** Everything that can be known before anything is connected or written. */
    private ExportPlan check() {
        cluster.check();
        return new ExportPlan((StreamSource) recorded.source("max"), output);
    }

    private void write(Export export, ExportPlan.Piece piece, TerminationSignal stop) throws Exception {
        Ledger ledger = new Ledger(
                Clock.systemUTC(),
                new EgressMetrics(new SimpleMeterRegistry(), recorded.stream()),
                Duration.ZERO,
                Duration.ofSeconds(1));
        Export.Picture picture = source ? Export.Picture.SOURCE : Export.Picture.STYLED;
        Export.Running running =
                export.begin(picture, piece.capture(), piece.fromUs(), piece.toUs(), piece.file(), ledger);
        CompletableFuture<Void> finished = running.finished().toCompletableFuture();
        CompletableFuture.anyOf(finished, stop.requested()).get();
        running.stop();
        finished.get();
        EgressProgress progress = ledger.progress();
        Capture capture = piece.capture();
        if (!Files.exists(piece.file())) {
            throw new UserError(
                    "Nothing of capture " + capture.epoch() + " of stream " + recorded.stream() + " is recorded "
                            + (source ? "there" : "in a style; --source has the pictures as they were taken in"));
        }
        say(piece.file() + ": capture " + capture.epoch() + " of "
                + Instant.EPOCH.plus(capture.startUs(), ChronoUnit.MICROS) + ", "
                + progress.frames().out() + " frames"
                + (progress.provenance().model().isEmpty()
                        ? ""
                        : ", rendered by " + progress.provenance().model() + " "
                                + progress.provenance().shortHash()));
    }

    private void say(String line) {
        spec.commandLine().getErr().println("brushcast: " + line);
        spec.commandLine().getErr().flush();
    }
}
