package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.ControlService;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.hook.WebhookFile;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.egress.app.EgressHost;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.ingest.app.IngestHost;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kafkaundertest.TlsKafka;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaConnection;
import dev.brushcast.kit.kafka.KafkaProperties;
import dev.brushcast.kit.kafka.TopicProvisioner;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.lifecycle.ServiceGroup;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.worker.app.WorkerService;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All services in one process, with passwords and keys wherever there may be some, of which most are for something that fails: a source
 * that wants another one, outputs that are not there. None of them is in what is logged, told or counted.
 */
class SecretsIT {

    private static final String PASSWORD = "kafka\"Passwort-5cb1";
    private static final String WRONG_PASSWORD = "wrongPasswort-77e0";
    private static final String TOKEN = "controlToken-19a7f2c4";
    private static final String SOURCE_PASSWORD = "sourcePasswort-8d2e";
    private static final String SOURCE_KEY = "sourceKey-c3390b";
    private static final String DENIED_KEY = "deniedKey-4410aa";
    private static final String PASSPHRASE = "srtPassphrase-66f1";
    private static final String PUSH_KEY = "pushKey-e08d17";
    private static final String PUSH_PASSPHRASE = "pushPassphrase-2b";
    private static final String PUBLISH_KEY = "publishKey-aa31c07";
    private static final String HOOK_SECRET = "hookSecret-0f5e9912";
    private static final String HOOK_KEY = "hookKey-71d3ab";
    private static final List<String> ALL = List.of(
            "Passwort-5cb1",
            WRONG_PASSWORD,
            TOKEN,
            SOURCE_PASSWORD,
            SOURCE_KEY,
            DENIED_KEY,
            PASSPHRASE,
            PUSH_KEY,
            PUSH_PASSPHRASE,
            PUBLISH_KEY,
            HOOK_SECRET,
            HOOK_KEY);

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Topics TOPICS = new Topics("team.");
    private static final HostPolicy ANYWHERE =
            new HostPolicy(Allowance.of(true, List.of()), HostPolicy.Resolver.SYSTEM);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void noSecretIsInALogAnEventAStatusAMeterOrAnError() throws Exception {
        HttpServer sources = sources();
        try (TlsKafka kafka = TlsKafka.start();
                AvroSerdes serdes = AvroSerdes.builtIn()) {
            KafkaConnection connection = login(kafka);
            try (SecretWatch watch = SecretWatch.open(ALL)) { // not before: a command says what is logged from then on
                serve(watch, connection, serdes, sources.getAddress().getPort());
                refusedLogin(watch, kafka, serdes);
                assertThat(watch.found()).isEmpty();
                assertThat(watch.loggers())
                        .as("whose lines were read")
                        .contains("dev.brushcast.media.ffmpeg.native")
                        .anyMatch(name -> name.startsWith("org.apache.kafka."))
                        .anyMatch(name -> name.startsWith("io.helidon."))
                        .anyMatch(name -> name.startsWith("dev.brushcast.worker."))
                        .anyMatch(name -> name.startsWith("dev.brushcast.ingest."));
            }
        } finally {
            sources.stop(0);
        }
    }

    /** All services, until each has met what it is given. */
    private void serve(SecretWatch watch, KafkaConnection connection, AvroSerdes serdes, int sources) throws Exception {
        KafkaClients clients = new KafkaClients(connection, serdes);
        try (Admin admin = clients.admin("test")) {
            new TopicProvisioner(admin, TOPICS).create(4, (short) 1);
        }
        ControlService control = control(clients);
        try (IngestHost ingest = new IngestHost(clients)) {
            EgressHost egress = new EgressHost(connection, new HttpConfig(true, "localhost", 0), null, metrics);
            Service shown = egress.slots(TOPICS, folder.resolve("out"));
            List<Service> services = List.of(
                    worker(connection), egress, shown, ingest.slots(TOPICS, new SourcePolicy(ANYWHERE)), control);
            try (ServiceGroup group = new ServiceGroup("all", services, Duration.ofSeconds(20))) {
                group.start();
                run(watch, control.port(), egress.httpPort().orElseThrow(), sources);
            }
        }
    }

    private void run(SecretWatch watch, int control, int egress, int sources) throws Exception {
        await().atMost(LIMIT).until(() -> get(control, "/readyz").statusCode() == 200);
        create(
                control,
                "good",
                "http://viewer:" + SOURCE_PASSWORD + "@localhost:" + sources + "/film.mp4?key=" + SOURCE_KEY);
        create(control, "denied", "http://localhost:" + sources + "/denied.mp4?key=" + DENIED_KEY);
        create(control, "gone", "srt://localhost:25599?mode=caller&passphrase=" + PASSPHRASE);
        create(control, "published", "publish:" + PUBLISH_KEY);
        for (String output : List.of(
                "rtmp://localhost:25598/live/" + PUSH_KEY, "srt://localhost:25597?passphrase=" + PUSH_PASSPHRASE)) {
            assertThat(send(control, "POST", "/streams/good/outputs", "{\"url\": \"" + output + "\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        send(control, "POST", "/publishers", """
                {"action": "publish", "path": "published", "protocol": "rtmp", "password": "%s", "query": "key=%s"}
                """.formatted(PUBLISH_KEY, PUBLISH_KEY));
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(send(control, "GET", "/events", "").body())
                                .contains("\"stream\":\"denied\"", "\"stream\":\"gone\"", "epoch_started"));
        await().atMost(LIMIT)
                .until(() -> get(egress, "/streams/good/api/status").body().contains("rtmp"));
        await().atMost(LIMIT)
                .until(() -> metrics.scrape().contains("outcome=\"styled\"")
                        && metrics.scrape().contains("brushcast_control_webhook"));
        for (String path : List.of(
                "/streams?status=true",
                "/streams/good",
                "/streams/gone",
                "/streams/denied",
                "/streams/published",
                "/streams/good/outputs",
                "/streams/good/style",
                "/events",
                "/fleet",
                "/installation")) {
            watch.look(path, send(control, "GET", path, "").body());
        }
        for (String path : List.of("/metrics", "/readyz", "/openapi.json")) {
            watch.look(path, get(control, path).body());
        }
        for (String path : List.of("/streams/good/api/status", "/streams/good/", "/streams/denied/api/status")) {
            watch.look(path, get(egress, path).body());
        }
        watch.look("meters", metrics.scrape());
        watch.look("threads", Thread.getAllStackTraces().keySet().toString());
    }

    /** What a service says that is given another password than its broker knows. */
    private void refusedLogin(SecretWatch watch, TlsKafka kafka, AvroSerdes serdes) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), WRONG_PASSWORD);
        KafkaConnection connection = connection(kafka, wrong);
        watch.look("connection", connection.toString());
        assertThatThrownBy(() -> new KafkaClients(connection, serdes).requireReachable(Duration.ofSeconds(20)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Kafka refuses the login")
                .satisfies(failure -> watch.look("error", failure + " " + failure.getCause()));
    }

    private KafkaConnection login(TlsKafka kafka) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        GrantedKafka.grant(kafka, "installation", "team", TOPICS, password);
        return connection(kafka, password);
    }

    private static KafkaConnection connection(TlsKafka kafka, Path password) {
        return new KafkaConnection(
                kafka.bootstrapServers(), null, KafkaProperties.read(kafka.settings("team", password), Map.of()));
    }

    private ControlService control(KafkaClients clients) throws IOException {
        Path tokens = Files.writeString(
                folder.resolve("tokens.yaml"), "tokens: [{name: desk, role: admin, token: " + TOKEN + "}]");
        Path hooks = Files.writeString(
                folder.resolve("hooks.yaml"),
                "webhooks: [{name: ops, url: 'http://localhost:25596/hook?key=" + HOOK_KEY + "', secret: " + HOOK_SECRET
                        + "}]");
        return new ControlService(
                new ControlConfig(
                        "localhost",
                        0,
                        null,
                        Callers.of(tokens, Map.of()),
                        new StreamRules(TOPICS, new SourcePolicy(ANYWHERE), ANYWHERE),
                        WebhookFile.read(hooks, Map.of()),
                        PublicUrls.NONE),
                clients,
                metrics);
    }

    private WorkerService worker(KafkaConnection connection) {
        WorkerConfig defaults = WorkerConfig.defaults();
        return new WorkerService(
                connection,
                defaults.withTopics(TOPICS).withMembership(defaults.membership().withStateDir(folder.resolve("state"))),
                List.of(new DrawingEngine()),
                metrics);
    }

    private void create(int control, String id, String source) throws Exception {
        HttpResponse<String> made = send(control, "POST", "/streams?beyondCapacity=true", """
                {"id": "%s", "egress": {"output": {"segment": "1s"}}, "style": {"prompts": ["oil"]},
                 "ingest": {"source": "%s", "pictures": {"width": 64, "height": 64}}}
                """.formatted(id, source));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private HttpResponse<String> send(int port, String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** One film, and one that is for nobody. */
    private static HttpServer sources() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/film.mp4", call -> {
            try (InputStream film = Objects.requireNonNull(SecretsIT.class.getResourceAsStream("/clips/numbered.mp4"));
                    OutputStream out = call.getResponseBody()) {
                byte[] all = film.readAllBytes();
                call.sendResponseHeaders(200, all.length);
                out.write(all);
            }
        });
        server.createContext("/denied.mp4", call -> {
            call.sendResponseHeaders(403, -1);
            call.close();
        });
        server.start();
        return server;
    }
}
