package dev.brushcast.compose.browser;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser of this machine, without a window. Tests that want one are skipped where there is none. */
public final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<BrowserPage> pages = new ArrayList<>();

    private Chromium(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder for its profile */
    public static Chromium start(Path folder) throws IOException {
        Optional<Path> program = find();
        assumeThat(program)
                .as("Chromium, which this test wants and this machine has not")
                .isPresent();
        Path profile = Files.createDirectories(folder.resolve("profile"));
        Process process = new ProcessBuilder(
                        program.get().toString(),
                        "--headless=new",
                        "--no-sandbox", // as root, in containers
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--autoplay-policy=no-user-gesture-required",
                        "--use-fake-device-for-media-stream", // a camera of moving colours, and nobody is asked for it
                        "--use-fake-ui-for-media-stream",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        Path said = profile.resolve("DevToolsActivePort");
        await().atMost(START).until(() -> Files.exists(said) && Files.size(said) > 0);
        return new Chromium(process, Integer.parseInt(Files.readAllLines(said).getFirst()));
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new tab. */
    public BrowserPage open(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode target = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        BrowserPage page = new BrowserPage(
                http, URI.create(target.path("webSocketDebuggerUrl").asText()));
        pages.add(page);
        page.go(url);
        return page;
    }

    @Override
    public void close() {
        pages.forEach(BrowserPage::close);
        http.shutdownNow();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
