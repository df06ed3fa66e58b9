package dev.brushcast.egress.http;

import static dev.brushcast.egress.http.Served.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.kit.UserError;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressServerTest {

    private static final HttpConfig ANY_PORT = new HttpConfig(true, "localhost", 0, List.of("*"), null);
    private static final String PLAYLIST = "#EXTM3U\n";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean healthy = new AtomicBoolean(true);

    @SuppressWarnings("NullAway.Init") // by start
    private EgressServer server;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("styled"));
        Files.writeString(folder.resolve("styled/index.m3u8"), PLAYLIST);
        Files.write(folder.resolve("styled/e1-a-segment-00000.m4s"), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        Files.write(folder.resolve("styled/e1-a-init.mp4"), new byte[] {1});
        Files.writeString(folder.resolve("secret.txt"), "secret");
        server = EgressServer.start(ANY_PORT, served(folder, new LiveStream(), 2, healthy::get));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPlaylistHasItsTypeAndIsSoonOutOfDate() throws Exception {
        HttpResponse<byte[]> answer = get("/styled/index.m3u8");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PLAYLIST.getBytes(StandardCharsets.UTF_8));
        assertThat(header(answer, "content-type")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=1");
        assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(answer, "last-modified")).endsWith("GMT");
    }

    @Test
    void aPlaylistIsPackedForWhoUnderstandsIt() throws Exception {
        HttpResponse<byte[]> answer = get("/styled/index.m3u8", "Accept-Encoding", "gzip, deflate");

        assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(PLAYLIST.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aSegmentIsKeptForEverAndComesInParts() throws Exception {
        HttpResponse<byte[]> whole = get("/styled/e1-a-segment-00000.m4s");
        assertThat(whole.body()).hasSize(10);
        assertThat(header(whole, "content-type")).isEqualTo("video/iso.segment");
        assertThat(header(whole, "cache-control")).contains("immutable");
        assertThat(header(whole, "content-length")).isEqualTo("10");

        HttpResponse<byte[]> part = get("/styled/e1-a-segment-00000.m4s", "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).containsExactly(2, 3, 4);
        assertThat(header(part, "content-range")).isEqualTo("bytes 2-4/10");

        assertThat(get("/styled/e1-a-segment-00000.m4s", "Range", "bytes=10-").statusCode())
                .isEqualTo(416);
        assertThat(header(get("/styled/e1-a-init.mp4"), "content-type")).isEqualTo("video/mp4");
    }

    @Test
    void anotherSiteMayAskForRanges() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/styled/index.m3u8"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "access-control-allow-headers")).contains("Range");
    }

    @Test
    void nothingButMediaOfTheFolderIsServed() throws Exception {
        assertThat(get("/secret.txt").statusCode()).isEqualTo(404);
        assertThat(get("/styled/nothing.m4s").statusCode()).isEqualTo(404);
        assertThat(header(get("/styled/nothing.m4s"), "cache-control")).isEqualTo("public, max-age=1");
        for (String path : new String[] {
            "/../secret.txt", "/styled/../../x.m3u8", "/styled/%2e%2e/%2e%2e/etc/x.m3u8", "//etc/x.m3u8", "/..%2fx.m3u8"
        }) {
            assertThat(rawStatus(path)).as(path).doesNotContain("200");
        }
    }

    @Test
    void aRecordingIsPlayedInPartsAndKeptUnderAName() throws Exception {
        Files.write(folder.resolve("recording-2.mp4"), new byte[100]);

        HttpResponse<byte[]> part = get("/recording-2.mp4", "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
        assertThat(part.headers().firstValue("content-disposition")).isEmpty();
        assertThat(header(get("/recording-2.mp4?download"), "content-disposition"))
                .isEqualTo("attachment; filename=\"recording-2.mp4\"");
        assertThat(header(get("/streams/main/recording-2.mp4?download"), "content-disposition"))
                .isEqualTo("attachment; filename=\"main-recording-2.mp4\"");
        assertThat(header(get("/recordings"), "content-type")).isEqualTo("application/json");
    }

    @Test
    void everyScriptThatThePageImportsIsThere() throws Exception {
        Deque<String> toLookAt = new ArrayDeque<>(List.of("main.js"));
        Set<String> met = new HashSet<>();
        while (!toLookAt.isEmpty()) {
            String name = toLookAt.remove();
            HttpResponse<byte[]> script = get("/player/" + name);
            assertThat(script.statusCode()).as(name).isEqualTo(200);
            met.add(name);
            Pattern.compile("from \"\\./([a-z.]+)\"|import \"\\./([a-z.]+)\"")
                    .matcher(new String(script.body(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .filter(other -> !met.contains(other) && !toLookAt.contains(other))
                    .forEach(toLookAt::add);
        }
        assertThat(met).contains("styles.js", "recordings.js", "quality.js", "controls.js");
    }

    @Test
    void thePageAndItsPlayerAreThere() throws Exception {
        assertThat(new String(get("/").body(), StandardCharsets.UTF_8)).contains("<video id=\"styled\"");
        assertThat(header(get("/"), "content-type")).startsWith("text/html");
        assertThat(get("/player/hls.js").body().length).isGreaterThan(100_000);
        assertThat(get("/player/main.js").statusCode()).isEqualTo(200);
        assertThat(get("/player/style.css").statusCode()).isEqualTo(200);
        assertThat(new String(get("/api/status").body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"state\":\"running\"}");
    }

    @Test
    void aViewerWithoutAMouseAndOneWithALightScreenFindTheirWay() throws Exception {
        String page = new String(get("/").body(), StandardCharsets.UTF_8);
        String script = new String(get("/player/controls.js").body(), StandardCharsets.UTF_8);
        String style = new String(get("/player/style.css").body(), StandardCharsets.UTF_8);

        assertThat(page).contains("id=\"fullscreen\"", "aria-valuetext", "role=\"alert\"");
        assertThat(script).contains("ArrowLeft", "aria-valuetext");
        assertThat(style).contains("prefers-color-scheme: light", "forced-colors: active");
    }

    @Test
    void healthCanFail() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        healthy.set(false);
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void aPortInUseIsSaidInOneLine() {
        HttpConfig taken = new HttpConfig(true, "localhost", server.port());

        assertThatThrownBy(() -> EgressServer.start(taken, served(folder, new LiveStream(), 2, () -> true)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot listen on localhost:" + server.port())
                .hasMessageContaining("choose another port");
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The status line, for a path that a well-behaved client would not send. */
    private String rawStatus(String path) throws Exception {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(answer.readLine());
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
