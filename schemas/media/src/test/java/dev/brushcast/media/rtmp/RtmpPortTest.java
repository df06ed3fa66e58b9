package dev.brushcast.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.PortException;
import dev.brushcast.media.Rational;
import dev.brushcast.media.SourceAbsentException;
import dev.brushcast.media.ffmpeg.input.InputItem;
import dev.brushcast.media.ffmpeg.input.MediaInput;
import dev.brushcast.media.ffmpeg.output.H264Encoder;
import dev.brushcast.media.ffmpeg.output.LiveSession;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.testing.FrameBarcode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers are FFmpeg's own client. */
@Timeout(120)
class RtmpPortTest {

    private static final String KEY = "s3cret";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final InputOptions PATIENT =
            InputOptions.DEFAULT.withOpenTimeout(LONG).withReadTimeout(LONG).withAcceptTimeout(LONG);

    private int number;
    private MediaSource.NetworkUrl address;
    private RtmpPort port;

    @BeforeEach
    void open() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            number = free.getLocalPort();
        }
        address = new MediaSource.NetworkUrl("rtmp://127.0.0.1:" + number + "/live/" + KEY).listening();
        port = RtmpPort.open(address);
    }

    @AfterEach
    void close() {
        port.close();
    }

    @Test
    void whatAPublisherSendsIsTakenInFromItsFirstPictureToItsLast() {
        CompletableFuture<Void> publisher = publish(KEY, 60);

        assertThat(readToEnd()).isEqualTo(60);
        publisher.join();
    }

    @Test
    void thePortStaysOpenFromOnePublisherToTheNext() {
        CompletableFuture<Void> publisher = publish(KEY, 30);
        assertThat(readToEnd()).isEqualTo(30);
        publisher.join();

        CompletableFuture<Void> next = publish(KEY, 40);
        assertThat(readToEnd()).isEqualTo(40);
        next.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live/other", "else/s3cret", "live", "live/s3cret/x"})
    void anotherApplicationOrKeyIsRefusedAndTheNextPublisherIsTakenIn(String place) {
        assertThatThrownBy(() -> session(place).close()).isInstanceOf(MediaException.class);
        assertThat(port.publication()).isNull();

        CompletableFuture<Void> publisher = publish(KEY, 30);
        assertThat(readToEnd()).isEqualTo(30);
        publisher.join();
    }

    @Test
    void aSecondPublisherIsRefusedWhileOneIsThere() {
        try (LiveSession first = session("live/" + KEY);
                H264Encoder encoder = encoder()) {
            pictures(encoder, 50).forEach(first::picture);

            assertThatThrownBy(() -> session("live/" + KEY).close()).isInstanceOf(MediaException.class);
        }
        assertThat(readToEnd()).isEqualTo(50);
    }

    @Test
    void whoComesBackBeforeAllWasReadIsTakenInNext() {
        publish(KEY, 30).join();
        while (true) {
            try {
                publish(KEY, 40).join();
                break;
            } catch (CompletionException _) {
                Thread.onSpinWait(); // it has not been noticed yet that the first one has gone
            }
        }

        assertThat(readToEnd()).isEqualTo(30);
        assertThat(readToEnd()).isEqualTo(40);
    }

    @Test
    void whoSaysNothingOrSomethingElseKeepsNobodyWaiting() throws IOException {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), number);
                Socket lost = new Socket(InetAddress.getLoopbackAddress(), number)) {
            lost.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            lost.getOutputStream().flush();

            CompletableFuture<Void> publisher = publish(KEY, 30);
            assertThat(readToEnd()).isEqualTo(30);
            publisher.join();
            assertThat(lost.getInputStream().read()).isEqualTo(-1);
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void aPublisherWhoIsNotReadAnyMoreIsSentAway() {
        CompletableFuture<Void> publisher = publish(KEY, 100_000);
        try (MediaInput input = MediaInput.published(address, port, PATIENT, new Cancellation())) {
            assertThat(input.read()).isInstanceOf(InputItem.Frame.class);
        }

        assertThatThrownBy(publisher::join).hasCauseInstanceOf(MediaException.class);
    }

    @Test
    void aPublisherIsWaitedForNoLongerThanAllowed() {
        InputOptions impatient = PATIENT.withAcceptTimeout(Duration.ofMillis(200));

        assertThatThrownBy(() -> MediaInput.published(address, port, impatient, new Cancellation()))
                .isInstanceOf(SourceAbsentException.class)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() {
        assertThatThrownBy(() -> RtmpPort.open(address))
                .isInstanceOf(PortException.class)
                .hasMessage("port " + number + " is taken: end the program that listens there, or choose another port");
    }

    @Test
    void aPortOfTheSystemsOwnIsToldWithWhatToDo() {
        assertThat(PortException.of(80, "Permission denied"))
                .hasMessage("port 80 may not be listened at by this user: choose one from 1024 on");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rtmp://0.0.0.0:1935/live?listen", "rtmp://0.0.0.0:1935?listen", "rtmp://0.0.0.0:99999/a/b"})
    void anAddressThatDoesNotSayWhatIsPublishedIsRefused(String incomplete) {
        assertThatThrownBy(() -> RtmpPort.check(new MediaSource.NetworkUrl(incomplete)))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("rtmp://0.0.0.0:1935/live/KEY");
    }

    private long readToEnd() {
        try (MediaInput input = MediaInput.published(address, port, PATIENT, new Cancellation())) {
            long frames = 0;
            while (true) {
                switch (input.read()) {
                    case InputItem.Frame _ -> frames++;
                    case InputItem.End _ -> {
                        return frames;
                    }
                    default -> {}
                }
            }
        }
    }

    /** Publishes pictures as fast as they are taken, from a thread of its own. */
    private CompletableFuture<Void> publish(String key, int count) {
        return CompletableFuture.runAsync(() -> {
            try (LiveSession session = session("live/" + key);
                    H264Encoder encoder = encoder()) {
                for (int i = 0; i < count; i++) {
                    pictures(encoder, i, 1).forEach(session::picture);
                }
            }
        });
    }

    private LiveSession session(String place) {
        try (H264Encoder encoder = encoder()) {
            return new LiveSession(
                    LiveSession.Container.FLV,
                    "rtmp://127.0.0.1:" + number + "/" + place,
                    Map.of(),
                    encoder.format(),
                    null,
                    Duration.ofSeconds(30),
                    () -> false);
        }
    }

    private static H264Encoder encoder() {
        return H264Encoder.open(64, 48, new Rational(25, 1));
    }

    private static List<MediaPacket> pictures(H264Encoder encoder, int count) {
        return pictures(encoder, 0, count);
    }

    private static List<MediaPacket> pictures(H264Encoder encoder, int first, int count) {
        List<MediaPacket> packets = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            packets.addAll(encoder.encode(FrameBarcode.draw(i, 64, 48), i * 3600L, i % 25 == 0));
        }
        packets.replaceAll(packet -> packet.at(packet.pts(), 3600));
        return packets;
    }
}
