package dev.brushcast.compose.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.brushcast.compose.control.picture.Frames;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PicturesTest {

    private static final String PICTURES = "/api/v1/pictures?rate=60&stream=";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(folder);
        create("cam");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eachFrameIsAPartWithWhatIsKnownOfIt() {
        api.pictures.show(Frames.frame("cam", 1));

        ApiUnderTest.Answer answer = api.sendAs(ApiUnderTest.VIEWER, "GET", PICTURES + "cam", "");

        assertThat(answer.header("Content-Type")).startsWith("multipart/mixed; boundary=");
        assertThat(answer.text()).contains("""
                Content-Type: image/jpeg\r
                Content-Length: 1\r
                Brushcast-Stream: cam\r
                Brushcast-Kind: styled\r
                Brushcast-Epoch: 1\r
                Brushcast-Frame: 1\r
                Brushcast-Picture-Frame: 1\r
                Brushcast-Media-Time: 1970-01-01T00:00:00.040Z\r
                Brushcast-Captured-At: 1970-01-01T00:00:00.040Z\r
                Brushcast-Style-Revision: 7\r
                Brushcast-Outcome: styled\r
                \r
                \1\r
                """).endsWith("--\r\n");
    }

    @Test
    void aFrameWithoutAPictureOfItsOwnIsAPartWithoutABody() {
        api.pictures.show(Frames.frame("cam", 1), Frames.frame("cam", 2, "reused_late", Frames.image(1)));

        assertThat(api.send("GET", PICTURES + "cam", "").text())
                .containsPattern("Content-Length: 0\\R(.+\\R)*Brushcast-Frame: 2\\R"
                        + "Brushcast-Picture-Frame: 1\\R(.+\\R)*Brushcast-Outcome: reused_late");
    }

    @Test
    void aStreamThatIsNotThereIsNotFound() {
        assertThat(api.send("GET", PICTURES + "cam&stream=nobody", "").status()).isEqualTo(404);
        assertThat(api.send("GET", "/api/v1/streams/nobody/picture", "").status())
                .isEqualTo(404);
    }

    @Test
    void moreStreamsThanThereMayBeAreRefused() {
        String many = IntStream.range(0, 65).mapToObj(i -> "cam" + i).collect(Collectors.joining("&stream="));

        assertThat(api.send("GET", PICTURES + many, "").json().path("detail").asText())
                .contains("1 to 64 streams");
        assertThat(api.send("GET", "/api/v1/pictures", "").status()).isEqualTo(400);
        assertThat(api.send("GET", PICTURES + "cam&of=sketch", "").status()).isEqualTo(400);
        assertThat(api.send("GET", PICTURES + "cam&rate=0", "").status()).isEqualTo(400);
        assertThat(api.send("GET", PICTURES + "cam&rate=NaN", "").status()).isEqualTo(400);
    }

    @Test
    void whoseStreamsAreRemovedIsToldAndTheAnswerEnds() throws Exception {
        api.pictures.endless(true);
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream body = open(client)) {
            assertThat(body.read()).isEqualTo('-');
            api.send("DELETE", "/api/v1/streams/cam", "");

            String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(rest).contains("Brushcast-Outcome: removed").endsWith("--\r\n");
        }
    }

    @Test
    void whoGoesAwayIsNoticed() throws Exception {
        api.pictures.endless(true);
        HttpClient client = HttpClient.newHttpClient();
        InputStream body = open(client);
        assertThat(body.read()).isEqualTo('-');
        assertThat(api.pictures.watching()).isEqualTo(1);

        body.close();
        client.shutdownNow();

        await().atMost(Duration.ofSeconds(30)).until(() -> api.pictures.watching() == 0);
    }

    @Test
    void theNewestPictureIsAJpegByItself() {
        api.pictures.show(Frames.frame("cam", 3));

        ApiUnderTest.Answer answer = api.send("GET", "/api/v1/streams/cam/picture", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Brushcast-Frame")).isEqualTo("3");
        assertThat(answer.text()).isEqualTo("\3");
    }

    @Test
    void aStreamThatShowsNothingHasNoPicture() {
        ApiUnderTest.Answer answer = api.send("GET", "/api/v1/streams/cam/picture?wait=0", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText()).startsWith("stream cam has shown no styled picture in 0 s");
    }

    private InputStream open(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + api.port() + PICTURES + "cam"))
                .header("Authorization", "Bearer " + ApiUnderTest.VIEWER)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    }

    private void create(String id) {
        api.send("POST", "/api/v1/streams", "{\"id\": \"" + id + "\", \"ingest\": {\"source\": \"testsrc\"}}");
    }
}
