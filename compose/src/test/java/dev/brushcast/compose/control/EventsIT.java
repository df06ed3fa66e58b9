package dev.brushcast.compose.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.brushcast.compose.control.hook.WebhookFile.Webhook;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kafkaundertest.RunsOnKafka;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events on a broker: listened to, looked up, posted. */
@RunsOnKafka
class EventsIT {

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
    void aListenerThatComesBackHearsWhatItMissedAndNothingTwice() throws Exception {
        try (ControlUnderTest control = ControlUnderTest.start(kafka, new Topics("sse-"), 2)) {
            control.ok(201, "POST", "/streams", "{\"id\": \"a\", \"ingest\": {\"source\": \"testsrc\"}}");
            String id;
            try (Listener listener = new Listener(control.uri("/api/v1/streams/a/events"), "")) {
                control.tell("a", 0, StreamEventType.GAP, "first");
                control.tell("b", 0, StreamEventType.GAP, "another stream's");
                control.tell("a", 0, StreamEventType.GAP, "second");
                assertThat(listener.next()).contains("\"first\"");
                assertThat(listener.next()).contains("\"second\"");
                id = listener.id;
            }
            control.tell("a", 0, StreamEventType.ERROR, "third");
            control.tell("b", 1, StreamEventType.GAP, "elsewhere");
            try (Listener listener = new Listener(control.uri("/api/v1/streams/a/events"), id);
                    Listener all = new Listener(control.uri("/api/v1/events"), id + ",1:0")) {
                control.tell("a", 0, StreamEventType.GAP, "fourth");
                assertThat(listener.next()).contains("\"third\"");
                assertThat(listener.next()).contains("\"fourth\"");
                assertThat(all.next()).contains("\"third\"");
                assertThat(all.next()).contains("\"fourth\"");
            }
            JsonNode page = control.ok(200, "GET", "/streams/a/events?limit=3", "");
            assertThat(page.path("events").findValuesAsText("message")).containsExactly("first", "second", "third");
            JsonNode last = control.ok(
                    200,
                    "GET",
                    "/streams/a/events?limit=3&after=" + page.path("next").asText(),
                    "");
            assertThat(last.path("events").findValuesAsText("message")).containsExactly("fourth");
            assertThat(last.has("next")).isFalse();
            await().atMost(PATIENCE)
                    .until(() -> control.ok(200, "GET", "/streams/a", "")
                            .at("/status/lastTrouble/message")
                            .asText()
                            .equals("third"));
        }
    }

    @Test
    void aListenerThatWasAwayForTooLongIsToldThatItHasMissedSomething() throws Exception {
        Topics topics = new Topics("missed-");
        try (ControlUnderTest control = ControlUnderTest.start(kafka, topics, 1)) {
            for (String said : List.of("one", "two", "three", "four")) {
                control.tell("a", 0, StreamEventType.GAP, said);
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                TopicPartition slot = new TopicPartition(topics.events().name(), 0);
                admin.deleteRecords(Map.of(slot, RecordsToDelete.beforeOffset(2)))
                        .all()
                        .get();
            }
            try (Listener late = new Listener(control.uri("/api/v1/events"), "0:0");
                    Listener inTime = new Listener(control.uri("/api/v1/events"), "0:1")) {
                assertThat(late.next()).contains("not kept any more");
                assertThat(late.next()).contains("\"three\"");
                assertThat(inTime.next()).contains("\"three\"");
            }
        }
    }

    @Test
    void aReceiverThatFailsTwiceGetsEachEventAndOneThatWasDownToo() throws Exception {
        Topics topics = new Topics("hook-");
        List<String> deliveries = new CopyOnWriteArrayList<>();
        List<String> signatures = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger(2);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            signatures.add(exchange.getRequestHeaders().getFirst("Brushcast-Signature"));
            boolean fails = failures.getAndDecrement() > 0;
            deliveries.add((fails ? "refused " : "taken ")
                    + body.replaceAll(".*\"message\":\"([^\"]*)\".*", "$1") + " "
                    + exchange.getRequestHeaders().getFirst("Brushcast-Delivery"));
            exchange.sendResponseHeaders(fails ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
        Webhook webhook = new Webhook(
                "test",
                URI.create("http://localhost:" + receiver.getAddress().getPort() + "/"),
                "a-secret-of-the-test",
                Set.of(StreamEventType.ERROR));
        try {
            try (ControlUnderTest control = ControlUnderTest.start(kafka, topics, 1, List.of(webhook))) {
                control.tell("a", 0, StreamEventType.ERROR, "one");
                control.tell("a", 0, StreamEventType.GAP, "not wanted");
                control.tell("a", 0, StreamEventType.ERROR, "two");
                await().atMost(PATIENCE).until(() -> deliveries.size() >= 4);
            }
            try (ControlUnderTest without = ControlUnderTest.start(kafka, topics, 1)) {
                without.tell("a", 0, StreamEventType.ERROR, "three");
            }
            try (ControlUnderTest _ = ControlUnderTest.start(kafka, topics, 1, List.of(webhook))) {
                await().atMost(PATIENCE).until(() -> deliveries.stream().anyMatch(one -> one.contains("three")));
            }
        } finally {
            receiver.stop(0);
        }

        assertThat(deliveries.subList(0, 4))
                .containsExactly("refused one 0:0", "refused one 0:0", "taken one 0:0", "taken two 0:2");
        assertThat(deliveries).contains("taken three 0:3");
        assertThat(signatures).allMatch(signature -> signature.matches("t=\\d+,v1=[0-9a-f]{64}"));
    }

    /** Reads server-sent events. Connected when it is made. */
    private static final class Listener implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final BufferedReader lines;
        private String id = "";

        Listener(URI uri, String lastEventId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
            assertThat(lines.readLine()).startsWith("retry:");
        }

        /** The data of the next event. */
        String next() throws IOException {
            List<String> met = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                met.add(line);
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return line;
                }
            }
            throw new AssertionError("the stream has ended after " + met);
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
