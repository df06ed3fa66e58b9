package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.UserError;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RunsOnKafka
final class TopicProvisionerIT {

    private static final int SLOTS = 3;

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static KafkaUnderTest kafka;

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static Admin admin;

    private final TopicProvisioner provisioner = new TopicProvisioner(admin, Topics.UNPREFIXED);

    @BeforeAll
    static void startKafka() {
        kafka = KafkaUnderTest.start();
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stopKafka() {
        admin.close();
        kafka.close();
    }

    @AfterEach
    void deleteTopics() throws Exception {
        admin.deleteTopics(admin.listTopics().names().get()).all().get();
        await().until(() -> admin.listTopics().names().get().isEmpty());
    }

    @Test
    void everyTopicIsCreatedWithTheContractsSettings() {
        provisioner.create(SLOTS, (short) 1);

        assertThat(provisioner.describe()).hasSize(12).allSatisfy(state -> {
            TopicDefinition<?> definition = state.definition();
            assertThat(state).isInstanceOfSatisfying(TopicState.Present.class, present -> {
                assertThat(present.partitions()).isEqualTo(definition.perSlot() ? SLOTS : 1);
                assertThat(present.config()).containsAllEntriesOf(definition.config());
            });
        });
        assertThat(provisioner.slots()).isEqualTo(SLOTS);
    }

    @Test
    void everyPartitionTakesRecordsAtOnceWhenTheTopicsAreThere() throws Exception {
        int slots = 24;
        provisioner.create(slots, (short) 1);

        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int slot = 0; slot < slots; slot++) {
                Future<RecordMetadata> _ = producer.send(
                        new ProducerRecord<>(Topics.UNPREFIXED.events().name(), slot, new byte[0], new byte[0]));
            }
            producer.flush();
            assertThat(repeatedRecords(producer)).isZero();
        }
    }

    private static double repeatedRecords(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("record-retry-total"))
                .filter(metric -> metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> (Double) metric.metricValue())
                .sum();
    }

    @Test
    void creatingAgainChangesNothing() {
        provisioner.create(SLOTS, (short) 1);
        List<TopicState> before = provisioner.describe();

        provisioner.create(SLOTS, (short) 1);

        assertThat(provisioner.describe()).isEqualTo(before);
    }

    @Test
    void existingTopicsThatDoNotFitAreAllNamedWithWhatWasExpectedAndFound() throws Exception {
        admin.createTopics(List.of(
                        new NewTopic("source-video", 2, (short) 1),
                        new NewTopic("health", SLOTS, (short) 1).configs(Map.of("cleanup.policy", "delete"))))
                .all()
                .get();
        await().until(() -> admin.listTopics().names().get().size() == 2);

        assertThatThrownBy(() -> provisioner.create(SLOTS, (short) 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("source-video has 2 partitions, expected 3")
                .hasMessageContaining("health has cleanup.policy=delete, expected compact");
        assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrder("source-video", "health");
    }

    @Test
    void slotsOfAClusterWithoutTopicsIsAnErrorThatSaysHowToMakeThem() {
        assertThatThrownBy(provisioner::slots)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("The cluster lacks topics: streams, epochs, styles, source-video")
                .hasMessageEndingWith("brushcast topics create");
    }
}
