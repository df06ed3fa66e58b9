package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.Topics;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

@RunsOnKafka
class RecordingRetentionIT {

    private static final Topics TOPICS = new Topics("kept.");
    private final Instant start = Instant.now().minus(Duration.ofHours(2));

    @Test
    void recordingsAreKeptAsLongAsIsSaidAndOfOneSlotWhatIsOldIsDeleted() throws Exception {
        try (KafkaUnderTest kafka = KafkaUnderTest.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicProvisioner provisioner = new TopicProvisioner(admin, TOPICS);
            provisioner.create(2, (short) 1);
            RecordingRetention retention = new RecordingRetention(admin, TOPICS);

            retention.keep(Duration.ofDays(3), null);
            retention.keep(null, 5L << 30);
            // A broker takes a setting, and acts by it a moment later.
            await().untilAsserted(() -> assertThat(
                            config(provisioner, TOPICS.styledVideo().name()))
                    .containsEntry("retention.ms", "259200000")
                    .containsEntry("retention.bytes", Long.toString(5L << 30)));
            assertThat(config(provisioner, TOPICS.styles().name()).get("retention.ms"))
                    .isNotEqualTo("259200000");

            write(kafka, 0);
            write(kafka, 1);
            assertThat(retention.forget(0, start.plusSeconds(3)))
                    .containsEntry(TOPICS.sourceVideo().name(), 3L)
                    .containsEntry(TOPICS.styledVideo().name(), 0L);
            assertThat(retention.forget(1, start.plus(Duration.ofHours(1))))
                    .containsEntry(TOPICS.sourceVideo().name(), 10L);
        }
    }

    private static Map<String, String> config(TopicProvisioner provisioner, String topic) {
        return provisioner.describe().stream()
                .filter(state -> state.definition().name().equals(topic))
                .map(state -> ((TopicState.Present) state).config())
                .findFirst()
                .orElseThrow();
    }

    /** Ten records, a second apart. */
    private void write(KafkaUnderTest kafka, int slot) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>(
                                TOPICS.sourceVideo().name(),
                                slot,
                                start.plusSeconds(i).toEpochMilli(),
                                "cam",
                                new byte[10]))
                        .get();
            }
        }
    }
}
