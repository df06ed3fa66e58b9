package dev.brushcast.compose.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.hook.WebhookFile.Webhook;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kafkaundertest.KafkaUnderTest;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An instance of control on a broker, ready, for whoever is on this machine. */
public final class ControlUnderTest implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AvroSerdes serdes = AvroSerdes.builtIn();
    private final Topics topics;
    private final KafkaClients clients;
    private final ControlService control;
    private final HttpClient http = HttpClient.newHttpClient();

    private ControlUnderTest(KafkaConnection connection, Topics topics, List<Webhook> webhooks) {
        this.topics = topics;
        this.clients = new KafkaClients(connection, serdes);
        HostPolicy internet = new HostPolicy(Allowance.NONE, HostPolicy.Resolver.SYSTEM);
        this.control = new ControlService(
                new ControlConfig(
                        "localhost",
                        0,
                        null,
                        Callers.anybody(),
                        new StreamRules(topics, new SourcePolicy(internet), internet),
                        webhooks,
                        PublicUrls.NONE),
                clients,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    static ControlUnderTest start(KafkaUnderTest kafka, Topics topics, int slots) {
        return start(kafka, topics, slots, List.of());
    }

    /** Creates the topics, if need be. */
    static ControlUnderTest start(KafkaUnderTest kafka, Topics topics, int slots, List<Webhook> webhooks) {
        ControlUnderTest started =
                new ControlUnderTest(KafkaConnection.plain(kafka.bootstrapServers()), topics, webhooks);
        try (Admin admin = started.clients.admin("test")) {
            new TopicProvisioner(admin, topics).create(slots, (short) 1);
        }
        started.begin();
        return started;
    }

    /** On topics that are there. */
    public static ControlUnderTest start(KafkaConnection connection, Topics topics) {
        ControlUnderTest started = new ControlUnderTest(connection, topics, List.of());
        started.begin();
        return started;
    }

    private void begin() {
        control.start();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get("/readyz").statusCode()).isEqualTo(200));
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + control.port() + path);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What is answered, whose status must be so. */
    public JsonNode ok(int status, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }

    /** Whatever is answered. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Puts an event into a stream's slot, as services do. */
    void tell(String streamId, int slot, StreamEventType type, String message) throws Exception {
        try (Producer<String, StreamEvent> producer = clients.producer("test", StreamEvent.class, Map.of())) {
            StreamEvent event = StreamEvent.newBuilder()
                    .setStreamId(streamId)
                    .setEpoch(1)
                    .setType(type)
                    .setAtUs(System.currentTimeMillis() * 1_000)
                    .setOrigin("test")
                    .setMessage(message)
                    .build();
            producer.send(new ProducerRecord<>(topics.events().name(), slot, streamId, event))
                    .get();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        control.close();
        serdes.close();
    }
}
