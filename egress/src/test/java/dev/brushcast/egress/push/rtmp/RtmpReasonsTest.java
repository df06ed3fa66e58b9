package dev.brushcast.egress.push.rtmp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushException;
import dev.brushcast.egress.push.PushItem;
import dev.brushcast.media.Rational;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.rtmp.RtmpPort;
import dev.brushcast.media.source.MediaSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Real connections of FFmpeg's, to servers that go wrong as servers do. */
class RtmpReasonsTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void aServerThatIsNotThereIsNamedWithItsPort() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> connect("rtmp://127.0.0.1:" + free + "/live/secret"))
                .isInstanceOf(PushException.class)
                .hasMessage("nothing listens there: 127.0.0.1 port " + free);
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        assertThatThrownBy(() -> connect("rtmp://no-such-host.invalid/live/secret"))
                .hasMessage("there is no host no-such-host.invalid");
    }

    @Test
    void aServerThatHangsUpRefusesTheKey() throws Exception {
        try (ServerSocket server = listen()) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(); // then hangs up in the middle of the handshake
                } catch (IOException _) {
                    // the test is over
                }
            });

            assertThatThrownBy(() -> connect(address(server)))
                    .hasMessageContaining("refuses the application or the stream key")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aServerThatSaysThatTheKeyIsWrongIsBelieved() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var listening = new MediaSource.NetworkUrl("rtmp://127.0.0.1:" + free + "/live/right?listen");
        try (RtmpPort _ = RtmpPort.open(listening)) {
            connect("rtmp://127.0.0.1:" + free + "/live/right", LONG);

            assertThatThrownBy(() -> connect("rtmp://127.0.0.1:" + free + "/live/secret", LONG))
                    .hasMessage("the server refuses to publish: look at the application and the stream key")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aServerThatSaysNothingDoesNotAnswer() throws Exception {
        try (ServerSocket server = listen()) {
            assertThatThrownBy(() -> connect(address(server))).hasMessage("the server does not answer within 300 ms");
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    private static String address(ServerSocket server) {
        return "rtmp://127.0.0.1:" + server.getLocalPort() + "/live/secret";
    }

    private static void connect(String address) {
        connect(address, PATIENCE);
    }

    private static void connect(String address, Duration patience) {
        VideoFormat video;
        try (H264Encoder encoder = H264Encoder.open(64, 48, new Rational(25, 1))) {
            video = encoder.format();
        }
        new RtmpTarget(PushAddress.parse(address), patience)
                .connect(new PushItem.Begin(video, null, true), () -> false)
                .close();
    }
}
