package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.deploy.AskedSeries;
import dev.brushcast.compose.local.DiskBudget;
import dev.brushcast.compose.local.LocalPlatform;
import dev.brushcast.compose.local.PlatformPlan;
import dev.brushcast.contract.Topics;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.ingest.app.Doors;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that begin, change and end while others run, by what control is told of them. */
class LocalPlatformIT {

    private static final int SLOTS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String LIVE =
            "{\"source\": \"testsrc:size=64x64:rate=10\", \"pictures\": {\"width\": 64, \"height\": 64}}";
    private static final String SHORT = "{\"output\": {\"segment\": \"1s\"}}";

    private static final HostPolicy INTERNET =
            new HostPolicy(Allowance.of(false, List.of()), HostPolicy.Resolver.SYSTEM);
    private static final StreamRules RULES = new StreamRules(Topics.UNPREFIXED, new SourcePolicy(INTERNET), INTERNET);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void eachStreamIsServedBelowItsNameFromItsBeginningToItsEnd(@TempDir Path folder) throws Exception {
        PlatformPlan plan = new PlatformPlan(
                0,
                SLOTS,
                DiskBudget.UNLIMITED,
                WorkerConfig.defaults(),
                folder.resolve("out"),
                new HttpConfig(true, "localhost", 0),
                new ControlConfig("localhost", 0, null, Callers.anybody(), RULES, List.of(), PublicUrls.NONE),
                Doors.NONE);
        try (LocalPlatform platform = LocalPlatform.start(
                plan,
                List.of(new DrawingEngine()),
                folder.resolve("data"),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            create(platform, "news");
            create(platform, "sport");
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(segments(platform, "news")).isGreaterThan(2));
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(segments(platform, "sport")).isGreaterThan(2));
            assertThat(get(platform, "/streams/news/").body()).contains("<title>");
            assertThat(get(platform, "/streams/news/api/status").body()).contains("\"stream\":\"news\"");
            assertThat(get(platform, "/index.m3u8").statusCode()).isEqualTo(404);

            assertThat(AskedSeries.told(meters(platform))).containsAll(askedFor());

            assertThat(ask(platform, "DELETE", "/news", "").statusCode()).isEqualTo(204);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(LIMIT)
                    .until(() -> get(platform, "/streams/news/styled/index.m3u8")
                            .body()
                            .contains("#EXT-X-ENDLIST"));
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> get(platform, "/streams/news/index.m3u8").statusCode() == 404);
            int before = segments(platform, "sport");
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(segments(platform, "sport")).isGreaterThan(before));

            assertThat(ask(platform, "PATCH", "/sport", "{\"egress\": {\"output\": {\"record\": true}}}")
                            .statusCode())
                    .isEqualTo(200);
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(folder.resolve("out/sport/recording.mp4.part"))
                            .exists());
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(segments(platform, "sport")).isGreaterThan(before));
        }
    }

    private String meters(LocalPlatform platform) throws Exception {
        URI uri = URI.create("http://localhost:" + platform.controlPort() + "/metrics");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Dead letters have a meter from the first one on. */
    private static Set<String> askedFor() throws IOException {
        Set<String> asked = AskedSeries.asked();
        assertThat(asked.removeIf(series -> series.startsWith("brushcast_worker_dead_letters_total")))
                .isTrue();
        assertThat(asked)
                .contains("brushcast_fleet_load_ratio", "brushcast_egress_latency_seconds_bucket stream")
                .contains("brushcast_worker_chunks_total decision", "brushcast_control_problems_total kind");
        return asked;
    }

    private int segments(LocalPlatform platform, String id) throws Exception {
        HttpResponse<String> playlist = get(platform, "/streams/" + id + "/styled/index.m3u8");
        return playlist.statusCode() == 200
                ? (int) playlist.body()
                        .lines()
                        .filter(line -> line.startsWith("#EXTINF"))
                        .count()
                : 0;
    }

    private HttpResponse<String> get(LocalPlatform platform, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + platform.httpPort().orElseThrow() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void create(LocalPlatform platform, String id) throws Exception {
        String stream = "{\"id\": \"" + id + "\", \"ingest\": " + LIVE + ", \"egress\": " + SHORT + "}";
        assertThat(ask(platform, "POST", "", stream).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> ask(LocalPlatform platform, String method, String path, String body) throws Exception {
        URI uri = URI.create("http://localhost:" + platform.controlPort() + "/api/v1/streams" + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header(
                                "Content-Type",
                                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
