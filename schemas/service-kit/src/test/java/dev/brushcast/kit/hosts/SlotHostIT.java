package dev.brushcast.kit.hosts;

import static dev.brushcast.kit.hosts.FakeStreams.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RunsOnKafka
final class SlotHostIT {

    private static final int SLOTS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static KafkaUnderTest kafka;

    private final KafkaConnection connection = KafkaConnection.plain(kafka.bootstrapServers());

    @BeforeAll
    static void startKafka() {
        kafka = KafkaUnderTest.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void hostsShareTheSlotsAndGiveTheirStreamsToOneAnother() throws Exception {
        Topics topics = new Topics("share.");
        try (AvroSerdes serdes = connection.openSerdes()) {
            KafkaClients clients = new KafkaClients(connection, serdes);
            create(clients, topics);
            for (int slot = 0; slot < SLOTS; slot++) {
                say(clients, topics, "s" + slot, slot, stream("s" + slot, slot, 1, true));
            }
            FakeStreams ofOne = new FakeStreams();
            FakeStreams ofOther = new FakeStreams();
            try (SlotHost one = host(clients, topics, ofOne)) {
                one.start();
                Awaitility.await().atMost(LIMIT).until(() -> running(ofOne).size() == SLOTS);
                try (SlotHost other = host(clients, topics, ofOther)) {
                    other.start();
                    Awaitility.await()
                            .atMost(LIMIT)
                            .until(() -> running(ofOne).size() == 2
                                    && running(ofOther).size() == 2);
                    assertThat(Stream.concat(running(ofOne).stream(), running(ofOther).stream()))
                            .containsExactlyInAnyOrder("s0 1", "s1 1", "s2 1", "s3 1");
                }
                assertThat(running(ofOther)).isEmpty();
                Awaitility.await().atMost(LIMIT).until(() -> running(ofOne).size() == SLOTS);
            }
            assertThat(running(ofOne)).isEmpty();
        }
    }

    @Test
    void onlyWhatAStreamIsToBeByNowIsStarted() throws Exception {
        Topics topics = new Topics("newest.");
        try (AvroSerdes serdes = connection.openSerdes()) {
            KafkaClients clients = new KafkaClients(connection, serdes);
            create(clients, topics);
            for (long revision = 1; revision <= 20; revision++) {
                say(clients, topics, "a", 1, stream("a", 1, revision, true));
            }
            say(clients, topics, "gone", 2, stream("gone", 2, 1, true));
            say(clients, topics, "gone", 2, null);
            say(clients, topics, "still", 3, stream("still", 3, 1, true));
            say(clients, topics, "still", 3, stream("still", 3, 2, false));
            FakeStreams streams = new FakeStreams();
            try (SlotHost host = host(clients, topics, streams)) {
                host.start();
                Awaitility.await().atMost(LIMIT).until(() -> !streams.done.isEmpty());
                say(clients, topics, "still", 3, stream("still", 3, 3, true));
                Awaitility.await().atMost(LIMIT).until(() -> streams.done.contains("start still 3"));
            }
            assertThat(streams.done)
                    .containsExactlyInAnyOrder(
                            "open a 20", "start a 20", "close a 20", "open still 3", "start still 3", "close still 3");
        }
    }

    private static SlotHost host(KafkaClients clients, Topics topics, FakeStreams streams) {
        return new SlotHost(
                "test-host", clients, topics.streams().name(), topics.prefix() + "hosts", streams, (_, _) -> {});
    }

    private static void create(KafkaClients clients, Topics topics) {
        try (Admin admin = clients.admin("test")) {
            new TopicProvisioner(admin, topics).create(SLOTS, (short) 1);
        }
    }

    private static void say(KafkaClients clients, Topics topics, String id, int slot, @Nullable DesiredStream stream)
            throws Exception {
        try (var producer = clients.producer("test", DesiredStream.class, Map.of())) {
            producer.send(new ProducerRecord<>(topics.streams().name(), slot, id, stream))
                    .get();
        }
    }

    /** What was started and not closed since. */
    private static List<String> running(FakeStreams streams) {
        List<String> running = new java.util.ArrayList<>();
        for (String step : streams.done) {
            if (step.startsWith("start ")) {
                running.add(step.substring("start ".length()));
            } else if (step.startsWith("close ")) {
                running.remove(step.substring("close ".length()));
            }
        }
        return running;
    }
}
