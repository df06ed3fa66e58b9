package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.browser.Axe;
import dev.brushcast.compose.browser.BrowserPage;
import dev.brushcast.compose.browser.Chromium;
import dev.brushcast.compose.control.ControlConfig;
import dev.brushcast.compose.control.auth.Callers;
import dev.brushcast.compose.control.settings.PublicUrls;
import dev.brushcast.compose.control.settings.StreamRules;
import dev.brushcast.compose.control.settings.StreamUrl;
import dev.brushcast.compose.local.DiskBudget;
import dev.brushcast.compose.local.LocalPlatform;
import dev.brushcast.compose.local.PlatformPlan;
import dev.brushcast.contract.Topics;
import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.ingest.app.Doors;
import dev.brushcast.ingest.config.SourcePolicy;
import dev.brushcast.ingest.door.DoorConfig;
import dev.brushcast.ingest.door.DoorLimits;
import dev.brushcast.ingest.door.PublishDoor;
import dev.brushcast.kit.net.Allowance;
import dev.brushcast.kit.net.HostPolicy;
import dev.brushcast.worker.config.WorkerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, on a platform of two streams. */
@SuppressWarnings("NullAway.Init") // JUnit's
class PageIT {

    private static final String ADMIN = "the-token-of-the-admin";
    private static final String VIEWER = "the-token-of-the-viewer";
    private static final HostPolicy INTERNET = new HostPolicy(Allowance.NONE, HostPolicy.Resolver.SYSTEM);

    @TempDir
    private static Path folder;

    private static Chromium browser;
    private static LocalPlatform platform;
    private static HttpClient client;

    private BrowserPage page;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(folder);
        int port = freePort();
        int control = freePort();
        int door = freePort();
        Path tokens = Files.writeString(folder.resolve("tokens.yaml"), """
                tokens:
                  - {name: desk, role: admin, token: %s}
                  - {name: wall, role: viewer, token: %s}
                """.formatted(ADMIN, VIEWER));
        platform = LocalPlatform.start(
                new PlatformPlan(
                        0,
                        3,
                        DiskBudget.UNLIMITED,
                        WorkerConfig.defaults(),
                        folder.resolve("out"),
                        new HttpConfig(true, "localhost", port).with(List.of("http://localhost:" + control)),
                        new ControlConfig(
                                "localhost",
                                control,
                                null,
                                Callers.of(tokens, Map.of()),
                                new StreamRules(Topics.UNPREFIXED, new SourcePolicy(INTERNET), INTERNET),
                                List.of(),
                                new PublicUrls(
                                        new StreamUrl("http://localhost:" + port + "/streams/{id}/"),
                                        new StreamUrl("http://localhost:" + door + "/publish/{id}"))),
                        new Doors(
                                new PublishDoor(
                                        new DoorConfig(
                                                "localhost",
                                                door,
                                                null,
                                                List.of("http://localhost:" + control),
                                                DoorLimits.DEFAULT),
                                        new SimpleMeterRegistry()),
                                null)),
                List.of(new DrawingEngine(), new DrawingEngine("inking")),
                folder.resolve("data"),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        client = HttpClient.newHttpClient();
        create("news");
        create("sport");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void create(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address("api/v1/streams")))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + ADMIN)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"id": "%s", "egress": {"output": {"segment": "1s"}}, "style": {"prompts": ["oil"]},
                         "ingest": {"source": "testsrc:size=64x64:rate=10", "pictures": {"width": 64, "height": 64}}}
                        """.formatted(id)))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    private static String address(String path) {
        return "http://localhost:" + platform.controlPort() + "/" + path;
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            client.close();
            platform.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        page = browser.open(address(""));
    }

    @AfterEach
    void close() {
        assertThat(page.faults()).isEmpty();
        page.close();
    }

    @Test
    void whoHasAWorkingTokenSeesAllStreamsAsTheyAreNow() {
        enter("not-a-token-that-there-is");
        page.until("document.querySelector('dialog .field-problem')?.textContent.includes('does not know')");
        enter(ADMIN);

        page.until("document.querySelectorAll('.card[data-seen] canvas[data-drawn]').length === 2");
        page.until("[...document.querySelectorAll('.card .pill')].every(pill => pill.textContent === 'live')");
        assertThat(page.evaluate("document.getElementById('who').textContent").asText())
                .startsWith("desk, admin");
    }

    @Test
    void aViewerSeesAndIsToldWhatHeMayNotDo() {
        enter(VIEWER);

        page.until("document.querySelectorAll('.card canvas[data-drawn]').length === 2");
        assertThat(page.evaluate("document.querySelector('.card .danger').disabled")
                        .asBoolean())
                .isTrue();
        assertThat(page.evaluate("document.querySelector('.card .danger').title")
                        .asText())
                .isEqualTo("Needs the role admin; you are viewer.");
    }

    @Test
    void aPromptIsChangedByKeysAloneAndItsFrameIsSaidAndSeen() {
        enter(ADMIN);
        page.until("document.querySelector('[data-stream=news] .thumb')");
        page.tabUntil("document.activeElement.matches('[data-stream=news] .thumb')");
        page.press("Enter");
        page.until("document.querySelector('[data-kind=styled] canvas[data-drawn]')"
                + " && document.querySelector('[data-kind=source] canvas[data-drawn]')");
        page.until("document.querySelector('.prompts input')?.value === 'oil'");
        page.tabUntil("document.activeElement.matches('.prompts input')");
        page.type("neon"); // what has the focus by the tab key is chosen whole

        page.until("/Style \\d+ holds from .*, frame \\d+/.test(document.querySelector('.from').textContent)");
        page.until("/seen after \\d+ ms/.test(document.querySelector('.seen').textContent)");
        assertThat(page.evaluate("fetch('/api/v1/streams/news/style', {headers: {Authorization: 'Bearer " + ADMIN
                                + "'}}).then(answer => answer.json()).then(style => style.prompts[0].text)")
                        .asText())
                .isEqualTo("neon");
    }

    @Test
    void whatViewersWatchPlaysHere() {
        enter(ADMIN);
        page.until("document.querySelector('[data-stream=sport]')");
        page.evaluate("location.hash = '#/streams/sport'; 1");
        page.until(
                "[...document.querySelectorAll('button')].some(button => button.textContent === 'Watch as viewers do')");
        page.evaluate("[...document.querySelectorAll('button')]"
                + ".find(button => button.textContent === 'Watch as viewers do').click(); 1");

        page.until("document.querySelector('video').currentTime > 0.5");
    }

    @Test
    void twoStreamsStandSideBySide() {
        enter(ADMIN);
        page.until("document.querySelector('[data-stream=sport]')");
        page.evaluate("location.hash = '#/compare/news/sport'; 1");

        page.until("document.querySelectorAll('.screen canvas[data-drawn]').length === 2");
        page.until("document.querySelector('.note').textContent.includes('same moment')");
    }

    @Test
    void whatIsWrongWithANewStreamStandsAtItsField() {
        enter(ADMIN);
        page.until("document.querySelector('.heading .primary')");
        page.evaluate("document.querySelector('.heading .primary').click(); 1");
        page.evaluate("""
                const [id, source] = document.querySelectorAll('dialog input');
                id.value = 'other'; source.value = 'rtmp://localhost/live/a';
                document.querySelector('dialog .primary').click(); 1""");

        page.until("document.querySelectorAll('dialog input')[1].getAttribute('aria-invalid') === 'true'");
        page.press("Escape");
        page.until("!document.querySelector('dialog')");
    }

    @Test
    void whereWorkersHaveSeveralModelsAReplayIsMadeByTheOneThatIsChosen() {
        enter(ADMIN);
        page.until("document.querySelector('.card')");
        page.evaluate("location.hash = '#/streams/news'; 1");
        String replay = "[...document.querySelectorAll('button')].find(button => button.textContent === 'Replay')";
        page.until(replay);
        page.evaluate(replay + ".click(); 1");
        page.until("document.querySelectorAll('dialog select option').length === 3");
        page.evaluate("""
                document.querySelector('dialog select').value = 'inking';
                document.querySelector('dialog .primary').click(); 1""");
        page.until("location.hash.startsWith('#/compare/news/')");

        String made = "fetch('/api/v1/streams/' + location.hash.split('/').at(-1), {method: '%s', headers: "
                + "{Authorization: 'Bearer " + ADMIN + "'}})";
        assertThat(page.evaluate(made.formatted("GET") + ".then(answer => answer.json()).then(it => it.ingest.model)")
                        .asText())
                .isEqualTo("inking");
        page.evaluate(made.formatted("DELETE") + "; 1");
    }

    @Test
    void thisBrowsersCameraBecomesAStream() {
        enter(ADMIN);
        page.until("document.querySelector('.heading .primary')");
        page.evaluate("document.querySelector('.heading .primary').click(); 1");
        page.evaluate("""
                document.querySelector('dialog input').value = 'me';
                document.querySelector('dialog [type=checkbox]').click();
                document.querySelector('dialog .primary').click(); 1""");
        page.until("document.querySelector('.camera button')");
        page.evaluate("document.querySelector('.camera button').click(); 1");

        page.until("document.querySelector('.camera-status').textContent === 'Live'");
        page.until("document.querySelector('[data-kind=styled] canvas[data-drawn]')");
        page.evaluate(
                "fetch('/api/v1/streams/me', {method: 'DELETE', headers: {Authorization: 'Bearer " + ADMIN + "'}}); 1");
        page.evaluate("location.hash = '#/'; 1");
        page.until("document.querySelectorAll('.card').length === 2");
    }

    @Test
    void noRuleOfAccessibilityIsBroken() throws IOException {
        enter(ADMIN);
        page.until("document.querySelectorAll('.card canvas[data-drawn]').length === 2");
        for (String place : List.of("#/", "#/streams/news", "#/compare/news/sport")) {
            page.evaluate("location.hash = '" + place + "'; 1");
            page.until("document.querySelector('canvas[data-drawn]')");
            Axe.requireNothingBroken(page, place);
        }
    }

    private void enter(String token) {
        page.until("document.activeElement?.matches('dialog input')");
        page.evaluate("document.activeElement.value = ''; 1");
        page.type(token);
        page.press("Enter");
    }
}
