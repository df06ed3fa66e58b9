package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Playlists name other sources: what they may name. */
@Timeout(60)
class NestedSourcesTest {

    private static final InputOptions OPTIONS =
            InputOptions.DEFAULT.withOpenTimeout(Duration.ofSeconds(10)).withReadTimeout(Duration.ofSeconds(5));

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    /** A video that only users of this machine may see. */
    @SuppressWarnings("NullAway.Init")
    private Path secret;

    @BeforeEach
    void keepASecret() throws IOException {
        secret = Files.copy(Clips.path("restarted.ts"), folder.resolve("secret.ts"));
        Files.copy(Clips.path("b-frames.mp4"), folder.resolve("secret.mp4"));
    }

    @Test
    void aPeerCannotHaveAFileOfThisMachineReadByAPlaylist() throws IOException {
        assertThatThrownBy(() -> readFromPeer("x.m3u8", hls("file://" + secret)))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void aPeerCannotHaveAFileOfThisMachineReadByAManifest() throws IOException {
        assertThatThrownBy(() -> readFromPeer("x.mpd", dash("file://" + folder.resolve("secret.mp4"))))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void aPeerCannotHaveAFileOfThisMachineReadByAListOfFiles() throws IOException {
        assertThatThrownBy(() -> readFromPeer("x", "ffconcat version 1.0\nfile " + secret + "\n"))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void aWebServerCannotHaveAFileOfThisMachineRead() throws IOException {
        assertThatThrownBy(() -> readFromWeb("/live.m3u8", Map.of("/live.m3u8", bytes(hls("file://" + secret)))))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void aWebServerCallsItsSegmentsAsItLikes() throws IOException {
        Clips.Reading reading = readFromWeb(
                "/live.m3u8",
                Map.of("/live.m3u8", bytes(hls("piece.jpg?x=%2F1.sp")), "/piece.jpg", Files.readAllBytes(secret)));

        assertThat(reading.shots()).hasSize(48);
    }

    @Test
    void aFileMayNameFilesBesideIt() throws IOException {
        Path playlist = Files.writeString(folder.resolve("a.m3u8"), hls("secret.ts"));
        Path list = Files.writeString(folder.resolve("a.ffconcat"), "ffconcat version 1.0\nfile secret.ts\n");

        assertThat(Clips.read(playlist, 64, 48, Fit.CROP).shots()).hasSize(48);
        assertThat(Clips.read(list, 64, 48, Fit.CROP).shots()).hasSize(48);
    }

    @Test
    void piecesOfMp4WhoseTimesBeginAnewGoOnWhereTheyWere() throws IOException {
        Files.copy(Clips.path("piece-init.mp4"), folder.resolve("piece-init.mp4"));
        Files.copy(Clips.path("piece.m4s"), folder.resolve("piece.m4s"));
        Path playlist = Files.writeString(
                folder.resolve("a.m3u8"),
                "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1\n#EXT-X-MAP:URI=\"piece-init.mp4\"\n"
                        + "#EXTINF:0.48,\npiece.m4s\n#EXT-X-DISCONTINUITY\n#EXTINF:0.48,\npiece.m4s\n#EXT-X-ENDLIST\n");

        Clips.Reading reading = Clips.read(playlist, 64, 48, Fit.CROP);

        assertThat(reading.shots()).hasSize(24);
        assertThat(reading.shots().getLast().ptsUs()).isBetween(850_000L, 1_100_000L);
    }

    @Test
    void aFileOpensNothingOnTheNetwork() throws IOException {
        HttpServer server = serve(Map.of("/secret.ts", Files.readAllBytes(secret)));
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/secret.ts";
            Path playlist = Files.writeString(folder.resolve("a.m3u8"), hls(url));
            assertThatThrownBy(() -> Clips.read(playlist, 64, 48, Fit.CROP)).isInstanceOf(MediaException.class);
        } finally {
            server.stop(0);
        }
    }

    private static String hls(String segment) {
        return "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n" + segment + "\n#EXT-X-ENDLIST\n";
    }

    private static String dash(String url) {
        return "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
                + " mediaPresentationDuration=\"PT1S\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period>"
                + "<AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" bandwidth=\"1\" width=\"64\" height=\"48\">"
                + "<BaseURL>" + url + "</BaseURL><SegmentList><SegmentURL media=\"" + url + "\"/></SegmentList>"
                + "</Representation></AdaptationSet></Period></MPD>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Clips.Reading readFromPeer(String name, String text) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(bytes(text));
                } catch (IOException e) {
                    // the reader has gone: the test is over
                }
            });
            return read("tcp://localhost:" + server.getLocalPort() + "/" + name);
        }
    }

    private static Clips.Reading readFromWeb(String name, Map<String, byte[]> files) throws IOException {
        HttpServer server = serve(files);
        try {
            return read("http://localhost:" + server.getAddress().getPort() + name);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve(Map<String, byte[]> files) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, files));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Map<String, byte[]> files) throws IOException {
        byte[] body = files.get(exchange.getRequestURI().getPath());
        try (exchange) {
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Clips.Reading read(String url) {
        try (MediaInput input = MediaInput.open(MediaSource.parse(url), OPTIONS, new Cancellation());
                FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP)) {
            return Clips.readAll(input, fitter);
        }
    }
}
