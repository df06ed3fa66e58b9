package dev.brushcast.media.ffmpeg.input;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Sends a clip to whoever comes, over HTTP or as bare bytes. */
final class ClipServer implements AutoCloseable {

    /** How the answer begins and ends. */
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

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] data;
    private final Answer answer;

    ClipServer(String clip, Answer answer) throws IOException {
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
