package dev.brushcast.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live source whose page stays up. */
class LiveRunIT {

    private static final Pattern PAGE = Pattern.compile("http://localhost:[0-9]+/");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final StringWriter errors = new StringWriter();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void playersAreToldWhenTheSourceHasEndedForGoodAndCanStillPlayAllOfIt(@TempDir Path folder) throws Exception {
        FutureTask<Integer> run = new FutureTask<>(() -> Brushcast.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute(
                        "run",
                        "--live",
                        "--input",
                        "testsrc:size=64x64:rate=10:duration=5",
                        "--fake-engine",
                        "1=1",
                        "--output",
                        folder.toString(),
                        "--port",
                        "0"));
        Thread.ofPlatform().start(run);
        Awaitility.await()
                .atMost(LONG)
                .until(() -> PAGE.matcher(errors.toString()).find());
        Matcher page = PAGE.matcher(errors.toString());
        assertThat(page.find()).isTrue();

        Awaitility.await()
                .atMost(LONG)
                .until(() -> get(page.group() + "styled/index.m3u8").contains("#EXT-X-PART:"));
        Awaitility.await()
                .atMost(LONG)
                .until(() -> get(page.group() + "styled/index.m3u8").endsWith("#EXT-X-ENDLIST\n"));

        String playlist = get(page.group() + "styled/index.m3u8");
        double seconds = playlist.lines()
                .filter(line -> line.startsWith("#EXTINF:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("#EXTINF:|,", "")))
                .sum();
        assertThat(seconds).isEqualTo(5.0);
        assertThat(get(page.group() + "audio/index.m3u8")).endsWith("#EXT-X-ENDLIST\n");
        Awaitility.await().until(() -> errors.toString().contains("the page stays up"));
        new ProcessBuilder(
                        "kill", "-INT", String.valueOf(ProcessHandle.current().pid()))
                .start();
        assertThat(run.get()).as(errors.toString()).isZero();
    }

    private String get(String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
