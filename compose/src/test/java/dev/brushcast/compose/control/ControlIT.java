package dev.brushcast.compose.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.PartitionReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Control on a broker: what lies in the topic, and what several instances make of one another's changes. */
@RunsOnKafka
class ControlIT {

    private static final int SLOTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // by startKafka
    private static KafkaUnderTest kafka;

    @BeforeAll
    static void startKafka() {
        kafka = KafkaUnderTest.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void whatIsAskedForLiesInTheStreamsSlotAndARemovedStreamLeavesItFree() throws Exception {
        Topics topics = new Topics("one-");
        try (ControlUnderTest control = ControlUnderTest.start(kafka, topics, SLOTS)) {
            control.ok(201, "POST", "/streams", "{\"id\": \"a\", \"ingest\": {\"source\": \"testsrc\"}}");
            control.ok(201, "POST", "/streams", "{\"id\": \"b\", \"ingest\": {\"source\": \"testsrc\"}}");
            control.ok(200, "PATCH", "/streams/b", "{\"running\": false}");
            control.ok(204, "DELETE", "/streams/a", "");
            JsonNode c = control.ok(201, "POST", "/streams", "{\"id\": \"c\", \"ingest\": {\"source\": \"txt2img\"}}");

            assertThat(c.path("slot").asInt()).isZero();
        }

        assertThat(records(topics, 0)).containsExactly("a 1 true", "a removed", "c 1 true");
        assertThat(records(topics, 1)).containsExactly("b 1 true", "b 2 false");
        try (ControlUnderTest again = ControlUnderTest.start(kafka, topics, SLOTS)) {
            JsonNode streams = again.ok(200, "GET", "/streams", "").path("streams");
            assertThat(streams.findValuesAsText("id")).containsExactly("b", "c");
            assertThat(streams.get(0).path("revision").asInt()).isEqualTo(2);
        }
    }

    @Test
    void ofTwoInstancesThatMakeStreamsEachStreamHasOneSlotAndEachSlotOneStream() throws Exception {
        Topics topics = new Topics("two-");
        try (ControlUnderTest one = ControlUnderTest.start(kafka, topics, SLOTS);
                ControlUnderTest other = ControlUnderTest.start(kafka, topics, SLOTS)) {
            List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
            for (int i = 0; i < SLOTS; i++) {
                String body = "{\"id\": \"s%d\", \"ingest\": {\"source\": \"testsrc\"}}".formatted(i);
                requests.add(() -> one.send("POST", "/streams", body));
                requests.add(() -> other.send("POST", "/streams", body));
            }
            Map<Integer, Integer> statuses = atOnce(requests);

            assertThat(statuses).isEqualTo(Map.of(201, SLOTS, 200, SLOTS));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(one.ok(200, "GET", "/streams", ""))
                            .isEqualTo(other.ok(200, "GET", "/streams", "")));
            for (int slot = 0; slot < SLOTS; slot++) {
                assertThat(records(topics, slot)).hasSize(1);
            }
            assertThat(other.send("POST", "/streams", "{\"ingest\": {\"source\": \"testsrc\"}}")
                            .statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void ofChangesOfOneRevisionOneIsMadeAndOfChangesOfAnyNoneIsLost() throws Exception {
        Topics topics = new Topics("three-");
        try (ControlUnderTest one = ControlUnderTest.start(kafka, topics, SLOTS);
                ControlUnderTest other = ControlUnderTest.start(kafka, topics, SLOTS)) {
            HttpResponse<String> made =
                    one.send("POST", "/streams", "{\"id\": \"a\", \"ingest\": {\"source\": \"testsrc\"}}");
            String tag = made.headers().firstValue("ETag").orElseThrow();
            Map<Integer, Integer> conditional = atOnce(List.of(
                    () -> one.send("PATCH", "/streams/a", "{\"running\": false}", "If-Match", tag),
                    () -> other.send(
                            "PATCH",
                            "/streams/a",
                            "{\"ingest\": {\"pictures\": {\"fit\": \"pad\"}}}",
                            "If-Match",
                            tag)));

            assertThat(conditional).isEqualTo(Map.of(200, 1, 412, 1));

            List<Callable<HttpResponse<String>>> outputs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String body = "{\"url\": \"rtmp://93.184.216.34/live/key-%d\"}".formatted(i);
                ControlUnderTest instance = i % 2 == 0 ? one : other;
                outputs.add(() -> instance.send("POST", "/streams/a/outputs", body));
            }
            assertThat(atOnce(outputs)).isEqualTo(Map.of(201, 4));
            await().atMost(PATIENCE) // what another instance wrote is seen a moment later
                    .untilAsserted(() -> assertThat(
                                    one.ok(200, "GET", "/streams/a/outputs", "").path("outputs"))
                            .hasSize(4));
            assertThat(records(topics, 0)).hasSize(6);
        }
    }

    /** How often each status was answered; what is no answer to a change that can be made is said whole. */
    private static Map<Integer, Integer> atOnce(List<Callable<HttpResponse<String>>> requests) throws Exception {
        Map<Integer, Integer> statuses = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isLessThan(500);
                statuses.merge(answer.get().statusCode(), 1, Integer::sum);
            }
        }
        return statuses;
    }

    /** What a host reads, in order. */
    private static List<String> records(Topics topics, int slot) {
        List<String> records = new ArrayList<>();
        try (AvroSerdes serdes = AvroSerdes.builtIn()) {
            new PartitionReader(new KafkaClients(KafkaConnection.plain(kafka.bootstrapServers()), serdes))
                    .read(topics.streams(), slot, null, Long.MAX_VALUE, record -> records.add(said(record)));
        }
        return records;
    }

    private static String said(ConsumerRecord<String, DesiredStream> record) {
        DesiredStream stream = record.value();
        return record.key() + (stream == null ? " removed" : " " + stream.getRevision() + " " + stream.getRunning());
    }
}
