package dev.brushcast.egress.http;

import static dev.brushcast.egress.http.Served.served;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistWindow;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What low-latency players ask for. */
class LiveMediaTest {

    private static final HttpConfig ANY_PORT = new HttpConfig(true, "localhost", 0, List.of("*"), null);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final LiveStream live = new LiveStream();
    private final LiveRendition styled = live.rendition("styled");
    private final PlaylistWindow window = PlaylistWindow.newest(1, 60_000_000).withEdge(501_000);

    @SuppressWarnings("NullAway.Init") // by start
    private EgressServer server;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectory(folder.resolve("styled"));
        Files.writeString(folder.resolve("styled/index.m3u8"), "#EXTM3U\n");
        server = EgressServer.start(ANY_PORT, served(folder, live, 1, () -> true));
        window.inParts(true);
        part();
        part();
        segment();
        part();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPlaylistComesAtOnceWithItsReports() throws Exception {
        LiveRendition audio = live.rendition("audio");
        audio.show(window.playlist());
        live.alone("source").show(window.playlist());

        HttpResponse<String> answer = get("/styled/index.m3u8");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("PRELOAD-HINT:TYPE=PART,URI=\"part-1-1.m4s\"")
                .contains("#EXT-X-RENDITION-REPORT:URI=\"../audio/index.m3u8\",LAST-MSN=1,LAST-PART=0")
                .doesNotContain("source");
        assertThat(get("/source/index.m3u8").body()).contains("PRELOAD-HINT").doesNotContain("REPORT");
        assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.apple.mpegurl");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void aReloadComesWithThePartThatItAsksFor() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask("/styled/index.m3u8?_HLS_msn=1&_HLS_part=1");
        CompletableFuture<HttpResponse<String>> whole = ask("/styled/index.m3u8?_HLS_msn=1");
        part();

        assertThat(asked.get(10, TimeUnit.SECONDS).body())
                .contains("part-1-1.m4s\",INDEPENDENT=YES\n#EXT-X-PRELOAD-HINT");
        assertThat(asked.get().headers().firstValue("cache-control")).contains("public, max-age=6");
        segment();
        assertThat(whole.get(10, TimeUnit.SECONDS).body()).contains("\n1.m4s\n");
    }

    @Test
    void theHintedPartComesOnceItIsThere() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask("/styled/part-1-1.m4s");
        part();

        assertThat(asked.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(asked.get().headers().firstValue("content-type")).contains("video/iso.segment");
        assertThat(get("/styled/part-1-0.m4s").statusCode()).isEqualTo(200);
        assertThat(get("/styled/part-9-0.m4s").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_HLS_part=1",
                "_HLS_msn=x",
                "_HLS_msn=-1",
                "_HLS_msn=1&_HLS_part=",
                "_HLS_msn=99999999999999999999",
                "_HLS_msn=4",
                "_HLS_msn=1&_HLS_part=7",
                "_HLS_msn=2&_HLS_part=7"
            })
    void whatCannotBeOrIsFarIsRefusedAtOnce(String query) throws Exception {
        assertThat(get("/styled/index.m3u8?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void whatDoesNotComeIsGivenUp() throws Exception {
        assertThat(get("/styled/index.m3u8?_HLS_msn=2").statusCode()).isEqualTo(503);
    }

    @Test
    void othersQuestionsAreIgnored() throws Exception {
        assertThat(get("/styled/index.m3u8?token=a&_HLS_new=1").statusCode()).isEqualTo(200);
    }

    @Test
    void afterTheEndNothingIsWaitedFor() throws Exception {
        window.end();
        styled.show(window.playlist());

        assertThat(get("/styled/index.m3u8?_HLS_msn=77&_HLS_part=3").body()).endsWith("#EXT-X-ENDLIST\n");
    }

    @Test
    void aRenditionWithoutAnEdgeIsServedFromItsFiles() throws Exception {
        Files.createDirectory(folder.resolve("source"));
        Files.writeString(folder.resolve("source/index.m3u8"), "#EXTM3U\n#EXT-X-ENDLIST\n");

        assertThat(get("/source/index.m3u8?_HLS_msn=7").body()).isEqualTo("#EXTM3U\n#EXT-X-ENDLIST\n");
    }

    private void part() {
        styled.add(window.nextPart(), new byte[] {1}, 500_000);
        window.addPart(500_000, true, "init.mp4", Instant.EPOCH, false);
        styled.show(window.playlist());
    }

    private void segment() {
        long number =
                window.playlist().mediaSequence() + window.playlist().entries().size();
        window.add(new PlaylistEntry(number + ".m4s", 1_000_000, "init.mp4", Instant.EPOCH, false));
        styled.show(window.playlist());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return ask(path).get(20, TimeUnit.SECONDS);
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
