package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.compose.browser.BrowserPage;
import dev.brushcast.compose.browser.Chromium;
import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A viewer's browser, on a stream whose source is there in another style as well. */
class StyleMenuIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final HostPolicy INTERNET = new HostPolicy(Allowance.NONE, HostPolicy.Resolver.SYSTEM);

    /** How exactly a busy machine brings the other player to the same moment. */
    private static final double STEP_MS = 500;

    /** Players that are behind catch up. */
    private static final double FASTEST = 1.1;

    private static final String SAMPLE = """
            window.samples = [];
            setInterval(() => {
              const date = players.styled?.playingDate?.getTime();
              if (date) {
                samples.push({other: players.styled.url.includes('/cam-neon/'), clock: performance.now(), media: date});
              }
            }, 50); 1""";

    private static final String SEAM = """
            (() => {
              const at = samples.findIndex(sample => sample.other);
              const [last, first] = [samples[at - 1], samples[at]];
              return {media: first.media - last.media, clock: first.clock - last.clock};
            })()""";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void aViewerChangesStylesAndTheMomentAndTheSoundStayUntilTheStyleIsOver() throws Exception {
        PlatformPlan plan = new PlatformPlan(
                0,
                3,
                DiskBudget.UNLIMITED,
                WorkerConfig.defaults(),
                folder.resolve("out"),
                new HttpConfig(true, "localhost", 0),
                new ControlConfig(
                        "localhost",
                        0,
                        null,
                        Callers.anybody(),
                        new StreamRules(Topics.UNPREFIXED, new SourcePolicy(INTERNET), INTERNET),
                        List.of(),
                        PublicUrls.NONE),
                Doors.NONE);
        try (Chromium browser = Chromium.start(folder);
                LocalPlatform platform = LocalPlatform.start(
                        plan,
                        List.of(new DrawingEngine()),
                        folder.resolve("data"),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
            String api = "http://localhost:" + platform.controlPort() + "/api/v1/streams";
            ask("POST", api, """
                    {"id": "cam", "egress": {"output": {"segment": "1s", "title": "Oil", "record": true}}, "style": {"prompts": ["oil"]},
                     "ingest": {"source": "testsrc:size=64x64:rate=10", "pictures": {"width": 64, "height": 64}}}
                    """);
            ask("POST", api, """
                    {"id": "cam-neon", "egress": {"output": {"segment": "1s", "title": "Neon"}}, "style": {"prompts": ["neon"]},
                     "ingest": {"source": "stream:cam"}}
                    """);
            String viewers = "http://localhost:" + platform.httpPort().orElseThrow() + "/streams/";
            await().atMost(LIMIT).until(() -> get(viewers + "cam/index.m3u8").contains("NAME=\"Neon\""));
            assertThat(get(viewers + "cam-neon/index.m3u8"))
                    .contains("NAME=\"Neon\",DEFAULT=YES", "../cam/styled/index.m3u8");

            try (BrowserPage page = browser.open(viewers + "cam/")) {
                page.until("document.querySelectorAll('#style option').length === 2");
                page.until("players.styled.playingDate && document.getElementById('styled').currentTime > 0.5");
                page.evaluate("window.mark = 1; document.getElementById('styled').muted = false;"
                        + " document.getElementById('styled').volume = 0.5; 1");

                page.evaluate(SAMPLE);
                choose(page, "../cam-neon/");
                page.until("samples.some(sample => sample.other)");
                JsonNode seam = page.evaluate(SEAM);
                assertThat(seam.path("media").asDouble())
                        .as("air time from the last look at the one style to the first at the other: " + seam)
                        .isBetween(-STEP_MS, seam.path("clock").asDouble() * FASTEST + STEP_MS);
                assertThat(page.evaluate("document.getElementById('styled').volume")
                                .asDouble())
                        .isEqualTo(0.5);
                assertThat(page.evaluate("document.getElementById('styled').muted")
                                .asBoolean())
                        .isFalse();
                page.until("document.getElementById('stream').textContent === 'cam: Neon'");
                goesOn(page);
                assertThat(page.evaluate("document.querySelectorAll('#styled-screen video').length")
                                .asInt())
                        .isEqualTo(1);

                ask("DELETE", api + "/cam-neon", "");
                page.until("!players.styled.url.includes('/cam-neon/')");
                page.until("document.getElementById('message').textContent.includes('Neon is over')");
                goesOn(page);
                page.until("document.getElementById('style-choice').hidden");
                page.until(
                        "document.querySelector('#recordings:not([hidden]) li')?.textContent.includes('being recorded')");
                assertThat(page.evaluate("window.mark").asInt()).isEqualTo(1);
                assertThat(page.faults()).isEmpty();
            }
            assertThat(get(viewers + "cam/index.m3u8")).doesNotContain("TYPE=VIDEO");
            ask("PUT", api + "/cam/running", "{\"running\": false}");
            await().atMost(LIMIT).until(() -> get(viewers + "cam/recordings").contains("\"finished\":true"));
            assertThat(get(viewers + "cam/recordings")).contains("\"name\":\"recording.mp4\"", "\"epoch\":1");
        }
    }

    private static void choose(BrowserPage page, String style) {
        page.evaluate("document.getElementById('style').value = '" + style + "';"
                + "document.getElementById('style').dispatchEvent(new Event('change')); 1");
    }

    private static void goesOn(BrowserPage page) {
        JsonNode was = page.evaluate("players.styled.playingDate?.getTime() ?? 0");
        page.until("(players.styled.playingDate?.getTime() ?? 0) > " + was.asLong() + " + 1000");
    }

    private String get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void ask(String method, String url, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
}
