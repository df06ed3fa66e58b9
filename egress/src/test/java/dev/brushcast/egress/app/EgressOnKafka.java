package dev.brushcast.egress.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.PayloadFormat;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.config.EgressConfig;
import dev.brushcast.egress.config.Rung;
import dev.brushcast.egress.ledger.EgressReport;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.media.testing.FrameBarcode;
import dev.brushcast.media.testing.ReadBack;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the whole egress share: a broker, a slot for each test, a producer and a service. */
abstract class EgressOnKafka {

    private static final int SLOTS = 32;
    private static final AtomicInteger NEXT_SLOT = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static KafkaUnderTest kafka;

    @TempDir
    Path folder;

    private final int slot = NEXT_SLOT.getAndIncrement();
    private final String stream = "stream-" + slot;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaUnderTest.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicProvisioner(admin, Topics.UNPREFIXED).create(SLOTS, (short) 1);
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    List<Integer> numbers(String file) {
        return ReadBack.pictures(path(file)).stream()
                .map(shown -> FrameBarcode.read(shown.picture()).orElseThrow())
                .toList();
    }

    /** FFmpeg's HLS reader loses pictures where times begin anew: each epoch is read by itself. */
    List<Integer> numbersOfEpoch(long epoch) throws IOException {
        return numbers(joined("styled", epoch));
    }

    /** A file of all of an epoch in a rendition. */
    String joined(String rendition, long epoch) throws IOException {
        Path joined = folder.resolve(rendition + "-epoch-" + epoch + ".mp4");
        try (Stream<Path> files = Files.list(folder.resolve(rendition));
                OutputStream out = Files.newOutputStream(joined)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("e" + epoch + "-"))
                    .sorted()
                    .toList()) {
                Files.copy(file, out);
            }
        }
        return joined.getFileName().toString();
    }

    EgressReport runToTheEnd(boolean record) throws Exception {
        try (OneEgress service = service(EgressConfig.End.WITH_EPOCH, record)) {
            service.start();
            service.finished().toCompletableFuture().get(30, TimeUnit.SECONDS);
            return service.report();
        }
    }

    OneEgress service(EgressConfig.End end, boolean record) {
        return service(folder, end, record);
    }

    /** One that writes elsewhere. */
    OneEgress service(Path out, EgressConfig.End end) {
        return service(out, end, false);
    }

    private OneEgress service(Path folder, EgressConfig.End end, boolean record) {
        return service(folder, end, record, Duration.ofMinutes(15));
    }

    OneEgress service(Path folder, EgressConfig.End end, boolean record, Duration window) {
        return service(folder, end, record, window, Duration.ofSeconds(2));
    }

    OneEgress service(Path folder, EgressConfig.End end, boolean record, Duration window, Duration segment) {
        return service(folder, end, record, window, segment, List.of());
    }

    OneEgress service(
            Path folder, EgressConfig.End end, boolean record, Duration window, Duration segment, List<Rung> ladder) {
        EgressConfig config = new EgressConfig(
                Topics.UNPREFIXED,
                new EgressConfig.StreamConfig(stream, slot, EgressConfig.Start.NEWEST_EPOCH, end, 0),
                new EgressConfig.OutputConfig(
                        folder,
                        segment,
                        Duration.ofMillis(500),
                        window,
                        Duration.ofSeconds(5),
                        true,
                        record,
                        0,
                        ladder,
                        null,
                        null),
                List.of(),
                new EgressConfig.HttpConfig(true, "localhost", 0));
        // one that takes over begins the earlier, the longer hosts take to be missed
        return new OneEgress(KafkaConnection.plain(kafka.bootstrapServers()).withFailover(Failover.FAST), config);
    }

    Export export() {
        return new Export(
                new KafkaClients(
                        KafkaConnection.plain(kafka.bootstrapServers()),
                        KafkaConnection.plain(kafka.bootstrapServers()).openSerdes()),
                Topics.UNPREFIXED,
                new StreamAddress(stream, slot));
    }

    StreamProducer producer(PayloadFormat format) {
        return new StreamProducer(KafkaConnection.plain(kafka.bootstrapServers()), stream, slot, format);
    }

    /** What was told of the stream so far. */
    List<StreamEvent> events() {
        List<StreamEvent> events = new ArrayList<>();
        KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
        try (AvroSerdes serdes = connection.openSerdes()) {
            new PartitionReader(new KafkaClients(connection, serdes))
                    .read(Topics.UNPREFIXED.events(), slot, stream, Long.MAX_VALUE, told -> events.add(told.value()));
        }
        return events;
    }

    String path(String file) {
        return folder.resolve(file).toString();
    }
}
