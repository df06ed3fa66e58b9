package dev.brushcast.compose.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.fleet.FleetDesk;
import dev.brushcast.compose.control.picture.PaperPictures;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.control.settings.StreamUrl;
import dev.brushcast.compose.control.store.PaperLog;
import dev.brushcast.compose.control.store.StreamStore;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.WorkerCapacity;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerModel;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.kit.ops.HealthCheck;
import dev.brushcast.kit.ops.HttpServer;
import dev.brushcast.kit.ops.OpsRoutes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The API on a port of this machine, with everything behind it in memory. Three tokens, one of each role. */
final class ApiUnderTest implements AutoCloseable {

    static final String ADMIN = "the-token-of-the-admin";
    static final String OPERATOR = "the-token-of-the-operator";
    static final String VIEWER = "the-token-of-the-viewer";

    static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

    static final HostPolicy.Resolver NAMES = host -> {
        throw new UnknownHostException(host);
    };

    final PaperLog log = new PaperLog(4);
    final PaperStyles styles = new PaperStyles();
    final PaperEvents events = new PaperEvents();
    final PaperPictures pictures = new PaperPictures();
    final List<WorkerHealth> workers = new CopyOnWriteArrayList<>();
    final ControlApi api;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiUnderTest(Path folder) {
        api = new ControlApi(
                new StreamStore(
                        log,
                        () -> NOW,
                        new FleetDesk(Topics.UNPREFIXED, () -> workers, _ -> Optional.empty(), () -> NOW)),
                new StreamRules(
                        Topics.UNPREFIXED,
                        new SourcePolicy(new HostPolicy(Allowance.of(false, List.of("10.1.0.0/16")), NAMES)),
                        new HostPolicy(Allowance.NONE, NAMES)),
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                events,
                pictures,
                styles,
                callers(folder),
                new PublicUrls(new StreamUrl("https://live.example/streams/{id}/"), null),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                () -> Instant.parse("2026-05-01T10:00:00Z"),
                Duration.ofSeconds(1));
        OpsRoutes ops = new OpsRoutes(
                List.of(),
                List.of(new HealthCheck("topic streams", log::problem)),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server = new HttpServer("test", "localhost", 0, HttpServer.Limits.OPERATORS, api.routing(ops));
        server.start();
    }

    private static Callers callers(Path folder) {
        try {
            Path file = Files.writeString(folder.resolve("tokens.yaml"), """
                    tokens:
                      - {name: a, role: admin, token: %s}
                      - {name: o, role: operator, token: %s}
                      - {name: v, role: viewer, token: %s}
                    """.formatted(ADMIN, OPERATOR, VIEWER));
            return Callers.of(file, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A worker that has all slots and renders so many frames of 512x512 a second.
     *
     * @param models that it has; for all but the first a frame is twice as much work
     */
    void serves(String worker, double framesPerSecond, String... models) {
        workers.add(worker(worker, framesPerSecond, models));
    }

    /** A worker that has told so long ago that it is in a state. */
    void told(String worker, WorkerState state, Duration ago, List<Integer> slots) {
        workers.add(WorkerHealth.newBuilder(worker(worker, 100))
                .setState(state)
                .setUpdatedAtUs(NOW.minus(ago).toEpochMilli() * 1_000)
                .setSlots(slots)
                .build());
    }

    private static WorkerHealth worker(String worker, double framesPerSecond, String... models) {
        return WorkerHealth.newBuilder()
                .setWorker(worker)
                .setGroup("g")
                .setUpdatedAtUs(NOW.toEpochMilli() * 1_000)
                .setStartedAtUs(NOW.toEpochMilli() * 1_000)
                .setState(WorkerState.SERVING)
                .setModel("m")
                .setDevice("cpu")
                .setThreads(4)
                .setSlots(List.of(0, 1, 2, 3))
                .setCapacities(List.of(new WorkerCapacity(512, 512, 0, framesPerSecond)))
                .setSustained(1)
                .setLoad(0)
                .setStreams(List.of())
                .setModels(Arrays.stream(models)
                        .map(model -> new WorkerModel(model, "", model.equals(models[0]) ? 1.0 : 2.0, 16))
                        .toList())
                .build();
    }

    int port() {
        return server.port();
    }

    /** An admin's request; its body, if it is not empty, JSON. */
    Answer send(String method, String path, String body, String... headers) {
        return sendAs(ADMIN, method, path, body, headers);
    }

    Answer sendAs(String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What was answered. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return Papers.JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError(response.body(), e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
