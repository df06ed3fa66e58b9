package dev.brushcast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaIT {

    private static final int MAX_RECORD_BYTES = 4 << 20;
    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    @TempDir
    Path dir;

    @Test
    void aRestartOnTheSameFolderKeepsCommittedRecordsAndHidesAbortedOnes() throws Exception {
        try (EmbeddedKafka kafka = start(0)) {
            createTopic(kafka);
            inTransaction(kafka, "kept", true);
            inTransaction(kafka, "taken back", false);
            assertCommitted(kafka, "kept");
        }

        try (EmbeddedKafka kafka = start(0)) {
            inTransaction(kafka, "added", true);
            assertCommitted(kafka, "kept", "added");
        }
    }

    @Test
    void aRecordOfTheSizeLimitPasses() throws Exception {
        String big = "x".repeat(MAX_RECORD_BYTES - 1024);
        try (EmbeddedKafka kafka = start(0)) {
            createTopic(kafka);
            inTransaction(kafka, big, true);
            assertCommitted(kafka, big);
        }
    }

    @Test
    void clientsConnectToThePortAskedFor() throws Exception {
        int port;
        try (ServerSocket probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        try (EmbeddedKafka kafka = start(port)) {
            assertThat(kafka.bootstrapServers()).isEqualTo("localhost:" + port);
            createTopic(kafka);
        }
    }

    @Test
    void aPortThatIsLostToAnotherBetweenChoosingAndOpeningItIsChosenAgain() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
                DataFolder folder = DataFolder.open(dir)) {
            Storage.formatIfNew(folder.logs());
            EmbeddedKafkaConfig config = new EmbeddedKafkaConfig(dir, 0, MAX_RECORD_BYTES);
            Ports lostController = new Ports(Ports.choose(0).client(), taken.getLocalPort());
            Ports lostClient = new Ports(taken.getLocalPort(), Ports.choose(0).controller());

            assertThatThrownBy(() -> EmbeddedKafka.start(config, folder, lostController, 1))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("Address already in use");
            try (EmbeddedKafka kafka = EmbeddedKafka.start(config, folder, lostController, 2)) {
                createTopic(kafka);
            }
            DataFolder again = DataFolder.open(dir);
            try (EmbeddedKafka kafka = EmbeddedKafka.start(config, again, lostClient, 2)) {
                assertThat(readCommitted(kafka)).isEmpty();
            }
        }
    }

    @Test
    void aFaultThatKafkaWouldEndTheProcessForIsToldInstead() throws Exception {
        try (EmbeddedKafka kafka = start(0)) {
            assertThat(kafka.finished().toCompletableFuture()).isNotDone();

            Exit.halt(1, "as Kafka does");

            assertThat(kafka.finished().toCompletableFuture())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withMessageContaining("The embedded broker met a fault that it cannot go on after");
        }
    }

    @Test
    void aPortInUseIsSaidInOneLineAndNothingIsWritten() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() -> start(taken.getLocalPort()))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " is in use: stop what listens there or choose another port for the broker");
        }
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void aFolderInUseByAnotherBrokerIsSaidInOneLine() {
        try (EmbeddedKafka first = start(0)) {
            assertThat(first.bootstrapServers()).isNotEmpty();
            assertThatThrownBy(() -> start(0))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageStartingWith("The broker's data folder " + dir + " is in use by another broker");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaidInOneLine() throws IOException {
        Path file = Files.createFile(dir.resolve("a-file"));
        assertThatThrownBy(() -> EmbeddedKafka.start(new EmbeddedKafkaConfig(file, 0, MAX_RECORD_BYTES)))
                .isInstanceOf(EmbeddedKafkaException.class)
                .hasMessageStartingWith("The broker's data folder " + file + " cannot be written to")
                .hasMessageNotContaining("\n");
    }

    private EmbeddedKafka start(int port) {
        return EmbeddedKafka.start(new EmbeddedKafkaConfig(dir, port, MAX_RECORD_BYTES));
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), Optional.empty(), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void inTransaction(EmbeddedKafka kafka, String value, boolean commit) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                "writer",
                "max.request.size",
                MAX_RECORD_BYTES);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(PARTITION.topic(), value)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** A commit is answered before its marker is in the partition: what it has written may be there a little later. */
    private static void assertCommitted(EmbeddedKafka kafka, String... values) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readCommitted(kafka)).containsExactly(values));
    }

    private static List<String> readCommitted(EmbeddedKafka kafka) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(PARTITION)).get(PARTITION));
            List<String> values = new ArrayList<>();
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
