package dev.brushcast.egress.http;

import static dev.brushcast.egress.http.Served.served;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.config.EgressConfig.HttpConfig;
import dev.brushcast.egress.live.LiveRendition;
import dev.brushcast.egress.live.LiveStream;
import dev.brushcast.egress.playlist.PlaylistWindow;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server where it shows a certificate. */
class TlsTest {

    private static final String PASSWORD = "not a secret";

    @TempDir
    private Path folder;

    private final LiveStream live = new LiveStream();
    private final LiveRendition styled = live.rendition("styled");
    private final PlaylistWindow window = PlaylistWindow.newest(1, 60_000_000).withEdge(501_000);

    @BeforeEach
    void begin() {
        window.inParts(true);
        part();
    }

    @Test
    void reloadsThatWaitHoldUpNothingElseOnTheirConnection() throws Exception {
        KeyStore keys = keys();
        try (EgressServer server = server(pem(keys));
                HttpClient client = client(keys, HttpClient.Version.HTTP_2)) {
            HttpRequest next = request(server, "/styled/index.m3u8?_HLS_msn=0&_HLS_part=1");
            List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
            assertThat(get(client, server, "/styled/index.m3u8").version()).isEqualTo(HttpClient.Version.HTTP_2);
            for (int i = 0; i < 20; i++) {
                waiting.add(client.sendAsync(next, HttpResponse.BodyHandlers.ofString()));
            }
            assertThat(get(client, server, "/styled/part-0-0.m4s").statusCode()).isEqualTo(200);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            part();

            for (CompletableFuture<HttpResponse<String>> answer : waiting) {
                assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("part-0-1.m4s\",INDEPENDENT");
            }
        }
    }

    @Test
    void whoKnowsOnlyTheOlderProtocolIsServedToo() throws Exception {
        KeyStore keys = keys();
        try (EgressServer server = server(pem(keys));
                HttpClient client = client(keys, HttpClient.Version.HTTP_1_1)) {
            HttpResponse<String> answer = get(client, server, "/styled/index.m3u8");

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.body()).contains("PRELOAD-HINT");
        }
    }

    @Test
    void whatIsNoCertificateIsSaidToBeNone() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing\n");
        TlsFiles files = pem(keys());

        assertThatThrownBy(() -> server(new TlsFiles(folder.resolve("missing.pem"), files.key())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("certificate cannot be read")
                .hasMessageContaining("missing.pem");
        assertThatThrownBy(() -> server(new TlsFiles(files.certificate(), nothing)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nothing.pem")
                .hasMessageContaining("PKCS #8");
    }

    private EgressServer server(TlsFiles tls) {
        HttpConfig config = new HttpConfig(true, "localhost", 0, List.of(), tls);
        return EgressServer.start(config, served(folder, live, 1, () -> true));
    }

    private void part() {
        styled.add(window.nextPart(), new byte[] {1}, 500_000);
        window.addPart(500_000, true, "init.mp4", Instant.EPOCH, false);
        styled.show(window.playlist());
    }

    private static HttpResponse<String> get(HttpClient client, EgressServer server, String path) throws Exception {
        return client.send(request(server, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(EgressServer server, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .build();
    }

    /** A key and a certificate of its own. */
    private KeyStore keys() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "page",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private TlsFiles pem(KeyStore keys) throws Exception {
        return new TlsFiles(
                pem("CERTIFICATE", keys.getCertificate("page").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("page", PASSWORD.toCharArray()).getEncoded()));
    }

    private Path pem(String what, byte[] content) throws Exception {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(what + ".pem"),
                "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }

    private static HttpClient client(KeyStore keys, HttpClient.Version version) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("page", keys.getCertificate("page"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().version(version).sslContext(context).build();
    }
}
