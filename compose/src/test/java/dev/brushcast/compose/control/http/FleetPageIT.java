package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.browser.Axe;
import dev.brushcast.compose.browser.BrowserPage;
import dev.brushcast.compose.browser.Chromium;
import dev.brushcast.contract.avro.WorkerHealth;
import dev.brushcast.contract.avro.WorkerState;
import dev.brushcast.contract.avro.WorkerStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet on the page, in a browser: of three workers one serves, one warms up, one is silent. */
@SuppressWarnings("NullAway.Init") // JUnit's
class FleetPageIT {

    private static final Duration NOW = Duration.ZERO;

    @TempDir
    private static Path folder;

    private static Chromium browser;

    private ApiUnderTest api;
    private BrowserPage page;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Chromium.start(folder);
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() throws Exception {
        api = new ApiUnderTest(folder);
        api.told("gpu-1", WorkerState.SERVING, NOW, List.of(0, 1));
        api.told("gpu-2", WorkerState.WARMING_UP, NOW, List.of());
        api.told("gpu-3", WorkerState.SERVING, Duration.ofSeconds(30), List.of(2, 3));
        create("cam", 60, "");
        page = browser.open("http://localhost:" + api.port() + "/");
        page.evaluate("sessionStorage.setItem('brushcast-token', '" + ApiUnderTest.ADMIN + "'); 1");
        page.go("http://localhost:" + api.port() + "/?again#/fleet");
        page.until("document.querySelectorAll('.worker').length === 3");
    }

    @AfterEach
    void close() {
        assertThat(page.faults()).isEmpty();
        page.close();
        api.close();
    }

    @Test
    void whatWorkersCarryAndCanStillBeGivenIsSaidInNumbers() {
        assertThat(text("#fleet-summary")).isEqualTo("1 of 3 workers serve, 3 of 4 slots are free");
        assertThat(text("#fleet-load")).isEqualTo("71 %");
        assertThat(text("#fleet-room"))
                .isEqualTo(
                        "0 streams of 30 frames a second of 512 × 512 (85 % of what workers measured is given away)");
        assertThat(text("[data-worker=gpu-1] .pill")).isEqualTo("serving");
        assertThat(text("[data-worker=gpu-1] dl"))
                .contains("60 %, of 85 % that are given away")
                .contains("100 of 512 × 512")
                .contains("0, 1");
        assertThat(page.evaluate("document.querySelector('[data-worker=gpu-1] meter').value")
                        .asDouble())
                .isBetween(0.59, 0.61);
        assertThat(text("[data-worker=gpu-2] .pill")).isEqualTo("warming up");
        assertThat(text("[data-worker=gpu-3] .pill")).isEqualTo("silent");
        assertThat(text("[data-worker=gpu-3] .note")).startsWith("It has told nothing since ");
    }

    @Test
    void whatChangesIsSeenWithoutReloadingAndSaidToThoseWhoDoNotSee() {
        WorkerHealth carrying = WorkerHealth.newBuilder(api.workers.removeFirst())
                .setStreams(
                        List.of(new WorkerStream("cam", 0, true, 512, 512, 0, 24.5, 1.5, 250_000L, "sd-turbo", 1.0)))
                .build();
        api.workers.addFirst(carrying);
        page.until("document.querySelector('[data-worker=gpu-1] .carried')?.textContent"
                + " === 'cam slot 0, 24.5 frames a second, 1.5 late, 0.3 s behind'");

        api.workers.removeLast();
        api.workers.removeLast();
        api.told("gpu-2", WorkerState.SERVING, NOW, List.of(2, 3));

        page.until("document.querySelectorAll('.worker').length === 2");
        page.until("document.querySelector('[data-worker=gpu-2] .pill').textContent === 'serving'");
        page.until("document.getElementById('said').textContent === 'Worker gpu-2 serves.'");
    }

    @Test
    void streamsThatAreNotCarriedAreNamedWithTheReason() {
        create("late", 60, "?beyondCapacity=true");
        create("third", 60, "?beyondCapacity=true");

        page.until("document.querySelectorAll('.troubles li').length === 3");
        assertThat(text(".troubles"))
                .contains("third: no worker has its slot: nobody renders it")
                .contains("late: 60 frames a second of 512x512 are 60 % of what worker gpu-1 can do");
    }

    @Test
    void aStreamThatIsRefusedIsToldWhyInTheDialogAndMadeAllTheSameByWhoeverWantsIt() {
        api.workers.clear();
        api.serves("gpu-1", 100);
        page.evaluate("location.hash = '#/'; 1");
        page.until("document.querySelector('.heading .primary')");
        page.evaluate("document.querySelector('.heading .primary').click(); 1");
        page.evaluate("""
                window.beyond = [...document.querySelectorAll('dialog .choice')].at(-1);
                document.querySelector('dialog input').value = 'more';
                document.querySelectorAll('dialog [type=number]').forEach(side => { side.value = 1024; });
                document.querySelector('dialog .primary').click(); 1""");

        page.until(
                "document.querySelector('dialog [role=alert]')?.textContent.includes('of what worker gpu-1 can do')");
        page.until("!window.beyond.hidden && !document.querySelector('dialog .primary').disabled");
        page.evaluate("window.beyond.click(); document.querySelector('dialog .primary').click(); 1");
        page.until("!document.querySelector('dialog')");
        page.until("document.querySelector('[data-stream=more]')");
    }

    @Test
    void noRuleOfAccessibilityIsBroken() throws IOException {
        create("late", 60, "?beyondCapacity=true");
        page.until("document.querySelector('.troubles li')");
        Axe.requireNothingBroken(page, "#/fleet");
    }

    @Test
    void itIsReachedByKeysAlone() {
        page.evaluate("location.hash = '#/'; 1");
        page.until("document.querySelector('[data-stream=cam]')");
        page.tabUntil("document.activeElement.matches('[data-view=fleet]')");
        page.press("Enter");

        page.until("document.querySelector('h1').textContent === 'Fleet' && document.activeElement.id === 'main'");
    }

    private void create(String id, double fps, String query) {
        String body = "{\"id\": \"" + id + "\", \"ingest\": {\"source\": \"testsrc\","
                + " \"pictures\": {\"width\": 512, \"height\": 512, \"maxFrameRate\": " + fps + "}}}";
        assertThat(api.send("POST", "/api/v1/streams" + query, body).status()).isEqualTo(201);
    }

    private String text(String selector) {
        return page.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }
}
