package dev.brushcast.egress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.MultivariantPlaylist;
import dev.brushcast.egress.playlist.PlaylistEntry;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.egress.style.StyleChoice;
import dev.brushcast.media.Rational;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream beside other styles of its source, which come and go. */
class StylesTest {

    private static final List<StyleChoice> CHOICES =
            List.of(new StyleChoice("cam", "Oil"), new StyleChoice("cam-neon", "Neon"));

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServedStreams streams = new ServedStreams(null);

    @SuppressWarnings("NullAway.Init") // by start
    private EgressServer server;

    @SuppressWarnings("NullAway.Init") // by start
    private ServedStream cam;

    @BeforeEach
    void start() throws IOException {
        server = EgressServer.start(new HttpConfig(true, "localhost", 0), streams);
        cam = stream("cam", 0, false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anotherStyleIsNamedFromWhenItIsThereUntilItIsGone() throws Exception {
        assertThat(get("/streams/cam/index.m3u8")).isEqualTo("of cam");

        ServedStream neon = stream("cam-neon", 0, false);
        assertThat(get("/streams/cam/index.m3u8"))
                .contains("TYPE=VIDEO,GROUP-ID=\"styles\",NAME=\"Neon\"", "URI=\"../cam-neon/styled/index.m3u8\"")
                .contains("VIDEO=\"styles\"");
        assertThat(get("/streams/cam-neon/index.m3u8"))
                .contains("NAME=\"Neon\",DEFAULT=YES", "URI=\"../cam/styled/index.m3u8\"");
        assertThat(streams.offers(cam))
                .containsExactly(
                        new StyleOffer("cam", "Oil", true, true), new StyleOffer("cam-neon", "Neon", true, true));

        streams.remove("cam-neon", neon);
        assertThat(get("/streams/cam/index.m3u8")).isEqualTo("of cam");
        assertThat(streams.offers(cam).getLast()).isEqualTo(new StyleOffer("cam-neon", "Neon", false, false));
    }

    @Test
    void eachPlaylistReportsOnTheOtherStyleToo() throws Exception {
        stream("cam-neon", 0, false);
        assertThat(get("/streams/cam/styled/index.m3u8"))
                .contains("#EXT-X-RENDITION-REPORT:URI=\"../../cam-neon/styled/index.m3u8\",LAST-MSN=2,LAST-PART=0");
    }

    @Test
    void aStyleThatHasEndedIsNamedNoMore() throws Exception {
        stream("cam-neon", 0, true);
        assertThat(get("/streams/cam/index.m3u8")).isEqualTo("of cam");
        assertThat(streams.offers(cam).getLast()).isEqualTo(new StyleOffer("cam-neon", "Neon", false, false));
    }

    @Test
    void aStyleBehindAnotherNumberOfDiscontinuitiesPlaysAloneAndIsNoRendition() throws Exception {
        stream("cam-neon", 3, false);
        assertThat(get("/streams/cam/index.m3u8")).isEqualTo("of cam");
        assertThat(streams.offers(cam).getLast()).isEqualTo(new StyleOffer("cam-neon", "Neon", true, false));
    }

    private ServedStream stream(String id, long discontinuities, boolean ended) throws IOException {
        Path place = Files.createDirectories(folder.resolve(id));
        Files.writeString(place.resolve("index.m3u8"), "of " + id);
        LiveStream live = new LiveStream();
        PlaylistWindow window = PlaylistWindow.newest(1, 60_000_000)
                .withEdge(1_001_000)
                .from(new PlaylistNumbers(0, discontinuities, false));
        window.inParts(true);
        for (int i = 0; i < 2; i++) {
            window.addPart(1_000_000, true, "map", Instant.ofEpochSecond(i), false);
            window.add(new PlaylistEntry("e1-a-segment-" + i, 1_000_000, "map", Instant.ofEpochSecond(i), false));
        }
        window.addPart(1_000_000, true, "map", Instant.ofEpochSecond(2), false);
        if (ended) {
            window.end();
        }
        live.rendition("styled").show(window.playlist());
        live.show(new MultivariantPlaylist(List.of(new MultivariantPlaylist.Variant(
                "styled/index.m3u8", null, 2_000, 1_000, "avc1.640C14", 64, 48, new Rational(25, 1)))));
        ServedStream stream = new ServedStream(place, live, 1, Map::of, () -> true, () -> CHOICES, Map::of);
        streams.add(id, stream);
        return stream;
    }

    private String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + server.port() + path);
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
