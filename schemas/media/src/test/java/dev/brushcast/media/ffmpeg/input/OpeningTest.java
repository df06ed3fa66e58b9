package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpeningTest {

    private static final InputOptions IMPATIENT =
            InputOptions.DEFAULT.withOpenTimeout(Duration.ofSeconds(1)).withReadTimeout(Duration.ofSeconds(1));

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path folder;

    @Test
    void aFileThatIsNotThereIsNamed() {
        refused(folder.resolve("none.mp4"), "there is no file", "none.mp4");
    }

    @Test
    void aFolderIsNoVideo() {
        refused(folder, "is a folder");
    }

    @Test
    void textIsNoVideo() throws IOException {
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear Sir or Madam,\n".repeat(500));
        refused(text, "letter.txt is not a video");
    }

    @Test
    void anEmptyFileIsNoVideo() throws IOException {
        refused(Files.createFile(folder.resolve("empty.mp4")), "empty.mp4 is not a video");
    }

    @Test
    void aVideoWhoseIndexIsMissingIsNoVideo() throws IOException {
        byte[] whole = Files.readAllBytes(Clips.path("turned.mp4")); // its index is at the end
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2));
        refused(cut, "index is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sound-only.m4a", "song-with-cover.mp3"})
    void audioAloneIsNoVideo(String clip) {
        refused(Clips.path(clip), "has no picture track");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtmp://localhost:%d/live/key", "http://u:p@localhost:%d/a.ts", "rtsp://localhost:%d/a"})
    void anAddressWhereNobodyListensIsToldWithoutSecrets(String url) throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> open(String.format(url, free), InputOptions.DEFAULT, new Cancellation()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("check the address")
                .hasMessageNotContaining("key")
                .hasMessageNotContaining("u:p")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtmp", "http", "rtsp", "tcp"})
    void aServerThatSaysNothingIsNotWaitedForLongerThanAllowed(String scheme) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = scheme + "://localhost:" + silent.getLocalPort() + "/live/x";
            long begin = System.nanoTime();
            assertThatThrownBy(() -> open(url, IMPATIENT, new Cancellation()))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("within 1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void waitingForASourceCanBeCancelled() {
        Cancellation cancellation = new Cancellation();
        Thread.ofVirtual().start(() -> {
            sleep(300);
            cancellation.cancel();
        });
        long begin = System.nanoTime();
        assertThatThrownBy(() -> open("udp://127.0.0.1:45671", InputOptions.DEFAULT, cancellation))
                .isInstanceOf(MediaException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSourceThatFallsSilentEndsWithItsCause() throws IOException {
        byte[] clip = Files.readAllBytes(Clips.path("restarted.ts"));
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> sendAndFallSilent(server, clip));
            String url = "http://localhost:" + server.getLocalPort() + "/live.ts";
            try (MediaInput input = open(
                            url,
                            InputOptions.DEFAULT
                                    .withOpenTimeout(Duration.ofSeconds(20))
                                    .withReadTimeout(Duration.ofSeconds(1)),
                            new Cancellation());
                    FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP)) {
                var reading = Clips.readAll(input, fitter);

                assertThat(reading.info().live()).isTrue();
                assertThat(reading.shots()).hasSizeGreaterThan(40);
                assertThat(reading.cause()).isEqualTo("nothing came any more");
            }
        }
    }

    private static void sendAndFallSilent(ServerSocket server, byte[] clip) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 4; i++) { // enough for FFmpeg to be sure what it is
                out.write(clip);
            }
            out.flush();
            sleep(20_000);
        } catch (IOException e) {
            // the reader has gone: the test is over
        }
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MediaInput open(String url, InputOptions options, Cancellation cancellation) {
        return MediaInput.open(MediaSource.parse(url), options, cancellation);
    }

    private static void refused(Path path, String... parts) {
        assertThatThrownBy(() -> Clips.open(path))
                .isInstanceOf(MediaException.class)
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n");
    }
}
