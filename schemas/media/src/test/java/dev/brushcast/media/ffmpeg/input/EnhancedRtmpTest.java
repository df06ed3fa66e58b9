package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnhancedRtmpTest {

    private static final InputOptions IMPATIENT =
            InputOptions.DEFAULT.withOpenTimeout(Duration.ofSeconds(2)).withReadTimeout(Duration.ofSeconds(1));

    private static final int HANDSHAKE_BYTES = 1536;

    @Test
    void aServerIsToldThatNewerCodecsAreUnderstood() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> command = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> command.complete(connectCommand(server)));
            MediaSource source = MediaSource.parse("rtmp://localhost:" + server.getLocalPort() + "/live/key");

            assertThatThrownBy(() -> MediaInput.open(source, IMPATIENT, new Cancellation()))
                    .isInstanceOf(MediaException.class); // the server says no more
            assertThat(command.join()).contains("connect", "fourCcList", "hvc1", "av01", "vp09");
        }
    }

    /** Shakes hands as a server does, and returns what the client says first. */
    private static String connectCommand(ServerSocket server) {
        try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            byte[] hello = in.readNBytes(1 + HANDSHAKE_BYTES);
            out.write(3);
            out.write(new byte[HANDSHAKE_BYTES]); // version 0: no digest is expected
            out.write(hello, 1, HANDSHAKE_BYTES);
            out.flush();
            in.readNBytes(HANDSHAKE_BYTES);
            byte[] command = new byte[1024];
            int length = in.read(command);
            while (length < 200) {
                length += in.read(command, length, command.length - length);
            }
            return new String(command, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "broken: " + e.getMessage();
        }
    }
}
