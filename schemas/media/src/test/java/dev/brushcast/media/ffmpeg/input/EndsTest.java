package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.demux.Beginning;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EndsTest {

    private static final String CLIP = "restarted.ts";
    private static final int FRAMES = 48;

    @ParameterizedTest
    @CsvSource({
        "http, CHUNKED_WHOLE, COMPLETE",
        "http, LENGTH_WHOLE, COMPLETE",
        "http, CHUNKED_CUT, CLOSED",
        "http, NO_LENGTH, CLOSED",
        "tcp, BARE, CLOSED",
        "tcp, RESET, BROKEN"
    })
    void whetherMoreMayComeIsToldByHowTheConnectionEnds(String scheme, Answer answer, EndKind kind) throws IOException {
        try (Server server = new Server(CLIP, answer);
                MediaInput input = open(scheme, server)) {
            assertThat(last(input).kind()).isEqualTo(kind);
        }
    }

    @Test
    void aRecordingThatIsServedAgainIsKnownByItsFirstPacketsAndStillReadWhole() throws IOException {
        Beginning first;
        try (Server server = new Server(CLIP, Answer.BARE);
                MediaInput input = open("tcp", server)) {
            assertThat(input.beginsLike(new Beginning())).isFalse();
            last(input);
            first = input.beginning();
        }
        try (Server server = new Server(CLIP, Answer.BARE);
                MediaInput again = open("tcp", server)) {
            assertThat(again.beginsLike(first)).isTrue();
            assertThat(frames(again)).isEqualTo(FRAMES);
        }
        try (Server server = new Server("no-times.h264", Answer.BARE);
                MediaInput other = open("tcp", server)) {
            assertThat(other.beginsLike(first)).isFalse();
        }
    }

    private static MediaInput open(String scheme, Server server) {
        MediaSource source = MediaSource.parse(scheme + "://localhost:" + server.port() + "/live.ts");
        return MediaInput.open(source, InputOptions.DEFAULT, new Cancellation());
    }

    private static InputItem.End last(MediaInput input) {
        while (true) {
            if (input.read() instanceof InputItem.End end) {
                return end;
            }
        }
    }

    private static int frames(MediaInput input) {
        int frames = 0;
        for (InputItem item = input.read(); !(item instanceof InputItem.End); item = input.read()) {
            frames += item instanceof InputItem.Frame ? 1 : 0;
        }
        return frames;
    }

    enum Answer {
        BARE(""),
        RESET(""),
        NO_LENGTH("HTTP/1.1 200 OK\r\n\r\n"),
        LENGTH_WHOLE("HTTP/1.1 200 OK\r\nContent-Length: %1$d\r\n\r\n"),
        CHUNKED_WHOLE("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%1$x\r\n"),
        CHUNKED_CUT("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%2$x\r\n");

        private final String head;

        Answer(String head) {
            this.head = head;
        }
    }

    /** Sends a clip to whoever comes. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final byte[] data;
        private final Answer answer;

        Server(String clip, Answer answer) throws IOException {
            this.data = Files.readAllBytes(Clips.path(clip));
            this.answer = answer;
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket viewer = socket.accept()) {
                    OutputStream out = viewer.getOutputStream();
                    out.write(ascii(String.format(answer.head, data.length, data.length + 1_000)));
                    out.write(data);
                    if (answer == Answer.CHUNKED_WHOLE) {
                        out.write(ascii("\r\n0\r\n\r\n"));
                    }
                    out.flush();
                    end(viewer);
                } catch (IOException e) {
                    // the viewer or the test has gone
                }
            }
        }

        private void end(Socket viewer) throws IOException {
            if (answer == Answer.RESET) {
                pause(); // what is sent is read before the reset takes it away
                viewer.setSoLinger(true, 0);
                return;
            }
            viewer.shutdownOutput();
            while (viewer.getInputStream().read() >= 0) {
                // until the viewer goes
            }
        }

        private static void pause() {
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
