package dev.brushcast.egress.http;

import static dev.brushcast.egress.http.Served.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.live.LiveStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and caches between may rely on (RFC 9110), beside what is served. */
class HttpMannersTest {

    private static final String SEGMENT = "/styled/e1-a-segment-00000.m4s";
    private static final Instant WRITTEN = Instant.parse("2026-11-06T08:09:10.5Z");
    private static final String DATE = "Fri, 06 Nov 2026 08:09:10 GMT";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // by start
    private EgressServer server;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(folder.resolve("styled"));
        write("styled/index.m3u8", "#EXTM3U\n");
        write(SEGMENT.substring(1), "0123456789");
        HttpConfig config = new HttpConfig(true, "localhost", 0, List.of("https://player.example"), null);
        server = EgressServer.start(config, served(folder, new LiveStream(), 2, () -> true));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/player/hls.js", "/styled/index.m3u8", SEGMENT, "/api/status", "/healthz"})
    void headSaysWhatGetWouldWithoutItsBody(String path) throws Exception {
        HttpResponse<byte[]> head = send("HEAD", path);
        HttpResponse<byte[]> get = send("GET", path);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : List.of("content-type", "content-length", "cache-control", "last-modified", "etag")) {
            assertThat(header(head, name)).as(name).isEqualTo(header(get, name));
        }
        assertThat(header(head, "content-length")).isNotEmpty();
        assertThat(send("HEAD", "/styled/nothing.m4s").statusCode()).isEqualTo(404);
    }

    @Test
    void datesAreAsTheyHaveToBe() throws Exception {
        assertThat(header(send("GET", SEGMENT), "last-modified")).isEqualTo(DATE);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        String tag = header(send("GET", SEGMENT), "etag");

        assertThat(tag).matches("\"[^\"]+\"");
        assertThat(send("GET", SEGMENT, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(send("GET", SEGMENT, "If-None-Match", "\"other\", W/" + tag).statusCode())
                .isEqualTo(304);
        assertThat(send("GET", SEGMENT, "If-None-Match", "\"other\"", "If-Modified-Since", DATE)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", SEGMENT, "If-Modified-Since", DATE).statusCode()).isEqualTo(304);
        assertThat(send("GET", SEGMENT, "If-Modified-Since", "Fri, 06 Nov 2026 08:09:09 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", SEGMENT, "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPlaylistThatChangesTwiceInASecondIsNotTakenForTheSame() throws Exception {
        Path playlist = folder.resolve("styled/index.m3u8");
        Instant now = Instant.now();
        Files.setLastModifiedTime(playlist, FileTime.from(now));
        HttpResponse<byte[]> first = send("GET", "/styled/index.m3u8");
        Files.writeString(playlist, "#EXTM3U\n#more\n");
        Files.setLastModifiedTime(playlist, FileTime.from(now.plusNanos(1_000_000)));

        assertThat(send("GET", "/styled/index.m3u8", "If-Modified-Since", header(first, "last-modified"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/styled/index.m3u8", "If-None-Match", header(first, "etag"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPartOfAnotherVersionIsNotSent() throws Exception {
        String tag = header(send("GET", SEGMENT), "etag");

        assertThat(part("If-Range", tag)).isEqualTo(206);
        assertThat(part("If-Range", DATE)).isEqualTo(206);
        assertThat(part("If-Range", "\"other\"")).isEqualTo(200);
        assertThat(part("If-Range", "Thu, 05 Nov 2026 08:09:10 GMT")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "gzip;q=0 | false",
                "gzip; q=0.0, identity | false",
                "br, GZIP;q=0.5 | true",
                "* | true",
                "*;q=0 | false",
                "gzip;q=0, * | false",
                "identity | false",
                "notgzip | false"
            })
    void packingIsForWhoWantsIt(String accepted, boolean packed) throws Exception {
        HttpResponse<byte[]> answer = send("GET", "/styled/index.m3u8", "Accept-Encoding", accepted);

        assertThat(header(answer, "content-encoding")).isEqualTo(packed ? "gzip" : "");
    }

    @Test
    void namesThatCannotBeAndFoldersAreNotFound() throws Exception {
        Files.createDirectory(folder.resolve("folder.mp4"));

        assertThat(send("GET", "/" + "a".repeat(300) + ".mp4").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/" + "a".repeat(5000) + ".mp4").statusCode()).isIn(400, 404, 414);
        assertThat(send("GET", "/folder.mp4").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/styled/").statusCode()).isEqualTo(404);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pipesAndLinksOutOfTheFolderLeadToNothing(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("private.mp4"), "private");
        Files.createSymbolicLink(folder.resolve("link.mp4"), elsewhere.resolve("private.mp4"));
        Files.createSymbolicLink(folder.resolve("out"), elsewhere);
        Files.createSymbolicLink(folder.resolve("inside.m4s"), Path.of("styled/e1-a-segment-00000.m4s"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.mp4").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(send("GET", "/link.mp4").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/out/private.mp4").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/pipe.mp4").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/inside.m4s").statusCode()).isEqualTo(200);
    }

    @Test
    void onlySitesThatAreNamedMayRead() throws Exception {
        HttpResponse<byte[]> named = send("GET", SEGMENT, "Origin", "https://player.example");
        HttpResponse<byte[]> other = send("GET", SEGMENT, "Origin", "https://evil.example");

        assertThat(header(named, "access-control-allow-origin")).isEqualTo("https://player.example");
        assertThat(header(other, "access-control-allow-origin")).isEmpty();
        assertThat(header(other, "vary")).contains("Origin");
    }

    private int part(String... headers) throws Exception {
        return send("GET", SEGMENT, headers[0], headers[1], "Range", "bytes=2-4")
                .statusCode();
    }

    private HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
