package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@RunsOnKafka
final class StuckTransactionsIT {

    private static final Topics TOPICS = new Topics("stuck.");
    private static final TopicPartition PLACE =
            new TopicPartition(TOPICS.styledVideo().name(), 0);

    @Test
    void whatNobodyFinishesIsEndedLongBeforeItTimesOut() throws Exception {
        try (KafkaUnderTest kafka = KafkaUnderTest.start()) {
            KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
            try (AvroSerdes serdes = connection.openSerdes();
                    Admin admin = new KafkaClients(connection, serdes).admin("test");
                    KafkaProducer<byte[], byte[]> hung = producer(kafka, "hung-worker");
                    KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
                new TopicProvisioner(admin, TOPICS).create(1, (short) 1);
                hung.initTransactions();
                hung.beginTransaction();
                hung.send(new ProducerRecord<>(PLACE.topic(), 0, null, new byte[] {1}))
                        .get();
                StuckTransactions stuck = new StuckTransactions(admin, List.of(PLACE), "");
                stuck.look();
                assertThat(committed(reader)).isZero();

                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(300))
                        .until(() -> {
                            stuck.look();
                            return committed(reader) > 0;
                        });
            }
        }
    }

    @Test
    void whoeverIsSlowIsGivenMoreTimeAfterEachThatWasEnded() throws Exception {
        try (KafkaUnderTest kafka = KafkaUnderTest.start()) {
            KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());
            try (AvroSerdes serdes = connection.openSerdes();
                    Admin admin = new KafkaClients(connection, serdes).admin("test");
                    KafkaConsumer<byte[], byte[]> reader = reader(kafka)) {
                new TopicProvisioner(admin, TOPICS).create(1, (short) 1);
                StuckTransactions stuck = new StuckTransactions(admin, List.of(PLACE), "");

                int first = looksUntilEnded(producer(kafka, "slow-1"), stuck, reader);
                int second = looksUntilEnded(producer(kafka, "slow-2"), stuck, reader);
                int third = looksUntilEnded(producer(kafka, "slow-3"), stuck, reader);

                assertThat(first).isGreaterThanOrEqualTo(2);
                assertThat(second).isGreaterThanOrEqualTo(4);
                assertThat(third).isGreaterThanOrEqualTo(8);
            }
        }
    }

    private static int looksUntilEnded(
            KafkaProducer<byte[], byte[]> slow, StuckTransactions stuck, KafkaConsumer<byte[], byte[]> reader)
            throws Exception {
        try (slow) {
            slow.initTransactions();
            slow.beginTransaction();
            long before = committed(reader);
            slow.send(new ProducerRecord<>(PLACE.topic(), 0, null, new byte[] {1}))
                    .get();
            AtomicInteger looks = new AtomicInteger();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> {
                        stuck.look();
                        looks.incrementAndGet();
                        return committed(reader) > before;
                    });
            return looks.get();
        }
    }

    private static long committed(KafkaConsumer<byte[], byte[]> reader) {
        return reader.endOffsets(List.of(PLACE)).getOrDefault(PLACE, 0L);
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaUnderTest kafka, String id) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transactional.id",
                        id,
                        "transaction.timeout.ms",
                        "600000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> reader(KafkaUnderTest kafka) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
