package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.app.EgressStream;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.EgressConfig.End;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.config.EgressConfig.Start;
import dev.brushcast.egress.config.EgressConfig.StreamConfig;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.egress.ledger.FrameCounts;
import dev.brushcast.embedded.EmbeddedKafka;
import dev.brushcast.embedded.EmbeddedKafkaConfig;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.app.IngestStream;
import dev.brushcast.ingest.config.FallbackConfig;
import dev.brushcast.ingest.config.IngestConfig;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.Membership;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live stream whose worker goes away and comes back: ingest stands in for it, and every egress sees the same. */
class FallbackIT {

    private static final Topics TOPICS = Topics.UNPREFIXED;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void whileNoWorkerIsThereTheSourceIsShownAndAfterwardsTheModelAgain() {
        try (EmbeddedKafka broker = EmbeddedKafka.start(
                        new EmbeddedKafkaConfig(folder.resolve("kafka"), 0, Topics.MAX_RECORD_BYTES));
                AvroSerdes serdes =
                        KafkaConnection.plain(broker.bootstrapServers()).openSerdes()) {
            KafkaConnection connection = KafkaConnection.plain(broker.bootstrapServers());
            KafkaClients clients = new KafkaClients(connection, serdes);
            try (Admin admin = clients.admin("topics")) {
                new TopicProvisioner(admin, TOPICS).create(1, (short) 1);
            }
            EgressReport report = showAndLoseAndShow(connection, clients);
            judge(report, clients);
        }
    }

    private EgressReport showAndLoseAndShow(KafkaConnection connection, KafkaClients clients) {
        try (EgressHost egressHost = new EgressHost(connection, new HttpConfig(false, "localhost", 0), null, registry);
                IngestHost ingestHost = new IngestHost(clients)) {
            egressHost.start();
            ingestHost.start();
            DesiredStream desired =
                    new DesiredStream("cam", 0, 1L, true, "{}", "{\"output\": {\"segment\": \"1s\"}}", 1L, 1L);
            EgressStream egress = egressHost.stream(EgressConfig.of(desired, TOPICS, folder.resolve("out"))
                    .withStream(new StreamConfig("cam", 0, Start.EARLIEST, End.WITH_EPOCH, 0)));
            IngestStream ingest = ingestHost.stream(IngestConfig.of(MediaSource.parse("testsrc:size=64x64:rate=10"))
                    .withAddress(new StreamAddress("cam", 0))
                    .withFallback(FallbackConfig.DEFAULT.withRecoverAfter(Duration.ofSeconds(2))));
            try (egress;
                    ingest) {
                egress.start();
                try (WorkerService first = worker(connection, "first")) {
                    first.start();
                    ingest.start();
                    awaitMore(egress, FrameCounts::styled, 20);
                }
                awaitMore(egress, FrameCounts::passthrough, 30);
                assertThat(sees("passthrough")).isEqualTo(1);
                try (WorkerService second = worker(connection, "second")) {
                    second.start();
                    awaitMore(egress, FrameCounts::styled, 20);
                    assertThat(sees("passthrough")).isZero();
                    ingest.close();
                    Awaitility.await()
                            .atMost(LIMIT)
                            .until(() -> egress.finished().toCompletableFuture().isDone());
                }
                assertThat(egress.report().frames().in())
                        .isEqualTo(ingest.summary().framesRead());
                return egress.report();
            }
        }
    }

    private double sees(String state) {
        return registry.get("brushcast.egress.state")
                .tag("state", state)
                .gauge()
                .value();
    }

    private static void awaitMore(EgressStream egress, ToLongFunction<FrameCounts> which, long more) {
        long before = which.applyAsLong(egress.progress().frames());
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> which.applyAsLong(egress.progress().frames()) >= before + more);
    }

    private void judge(EgressReport report, KafkaClients clients) {
        EgressReport.Frames frames = report.frames();
        assertThat(frames.in())
                .isEqualTo(frames.styled()
                        + frames.reused().similar()
                        + frames.reused().late()
                        + frames.passthrough()
                        + sum(frames.held())
                        + sum(frames.dropped()));
        assertThat(report.duplicateChunks()).isPositive();
        PartitionReader reader = new PartitionReader(clients);
        List<StreamEventType> shown = new ArrayList<>();
        reader.read(TOPICS.events(), 0, "cam", Long.MAX_VALUE, record -> {
            StreamEvent event = record.value();
            if ("worker".equals(event.getDetails().get("cause"))) {
                shown.add(event.getType());
            }
        });
        assertThat(shown).containsExactly(StreamEventType.PASSTHROUGH, StreamEventType.LIVE);
        Map<Long, StyledChunk> first = new HashMap<>();
        reader.read(TOPICS.styledVideo(), 0, "cam", Long.MAX_VALUE, record -> {
            StyledChunk chunk = record.value();
            first.putIfAbsent(chunk.getSequence(), chunk);
        });
        assertThat(first.keySet()).hasSize(first.size()).contains(0L, first.size() - 1L);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private WorkerService worker(KafkaConnection connection, String name) {
        return new WorkerService(
                connection,
                WorkerConfig.defaults()
                        .withMembership(Membership.DEFAULT.withName(name).withStateDir(folder.resolve(name))),
                List.of(new DrawingEngine()),
                registry);
    }
}
