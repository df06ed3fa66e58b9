package dev.brushcast.media.ffmpeg.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.media.ffmpeg.fit.Fit;
import dev.brushcast.media.ffmpeg.fit.FrameFitter;
import dev.brushcast.media.ffmpeg.input.Clips.Reading;
import dev.brushcast.media.source.Cancellation;
import dev.brushcast.media.source.InputOptions;
import dev.brushcast.media.source.MediaSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A camera that sends a picture after the other, and no times: five a second. */
@Timeout(60)
class NoTimesTest {

    private static final int PICTURES = 8;
    private static final int EACH_MS = 200;

    @Test
    void picturesThatComeWithoutTimesAreShownWhenTheyCome() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> send(server));
            MediaSource source = MediaSource.parse("http://localhost:" + server.getLocalPort() + "/camera");
            try (MediaInput input = MediaInput.open(source, InputOptions.DEFAULT, new Cancellation());
                    FrameFitter fitter = new FrameFitter(64, 48, Fit.CROP)) {
                Reading reading = Clips.readAll(input, fitter);

                assertThat(reading.info().live()).isTrue();
                assertThat(reading.info().frameRate().num())
                        .as("a rate that nobody told")
                        .isZero();
                assertThat(reading.shots()).hasSizeGreaterThanOrEqualTo(PICTURES - 1);
                // The first ones are read while it is found out what they are.
                long fromThird = reading.shots().getLast().ptsUs()
                        - reading.shots().get(2).ptsUs();
                long expected = EACH_MS * 1_000L * (reading.shots().size() - 3);
                assertThat(fromThird).isBetween(expected * 2 / 5, expected + 1_500_000);
            }
        }
    }

    private static void send(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            write(out, "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=next\r\n\r\n");
            for (int i = 0; i < PICTURES; i++) {
                byte[] jpeg = jpeg(0x202020 * (i % 4 + 1));
                write(out, "--next\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n");
                out.write(jpeg);
                write(out, "\r\n");
                out.flush();
                Thread.sleep(EACH_MS);
            }
        } catch (IOException e) {
            // the reader has gone: the test is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] jpeg(int colour) throws IOException {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 48; i++) {
            picture.setRGB(i % 64, i / 64, colour);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
