package dev.brushcast.ingest.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * Sends a clip to each of so many viewers, one after the other, without saying how long it is, and nothing more; then it is
 * gone.
 */
public final class LiveServer implements AutoCloseable {

    private final ServerSocket server;
    private final Thread serving;
    private volatile boolean bare;

    /** Serves {@code clip}, the name of one of the media module's test clips. */
    public LiveServer(String clip, int viewers) {
        try (InputStream in = Objects.requireNonNull(LiveServer.class.getResourceAsStream("/clips/" + clip), clip)) {
            byte[] data = in.readAllBytes();
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            serving = Thread.ofVirtual().start(() -> serve(data, viewers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://user:secret@localhost:" + server.getLocalPort() + "/live?token=secret";
    }

    /** The same without HTTP: the clip's bytes and nothing else. */
    public String bareUrl() {
        bare = true;
        return "tcp://localhost:" + server.getLocalPort();
    }

    private void serve(byte[] data, int viewers) {
        for (int i = 0; i < viewers; i++) {
            try (Socket viewer = server.accept()) {
                OutputStream out = viewer.getOutputStream();
                if (bare) {
                    out.write(data);
                } else {
                    out.write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
                    out.write(ascii(Integer.toHexString(data.length) + "\r\n"));
                    out.write(data);
                    out.write(ascii("\r\n")); // and no last chunk: it falls silent
                }
                if (bare) {
                    viewer.shutdownOutput();
                }
                while (viewer.getInputStream().read() >= 0) {
                    // the request; it ends when the viewer goes
                }
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
        closeServer();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The port is free once nobody waits at it any more. */
    @Override
    public void close() {
        closeServer();
        try {
            serving.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
