package dev.brushcast.compose.faults.stage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.brushcast.media.testing.FrameBarcode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Loader;

/**
 * A live source whose frame n shows n: MPEG-TS over HTTP without a length, as an encoder sends it, for whoever asks and from
 * then on. It goes on while nobody listens, so that what was not taken in can be told by its numbers. Every frame is a key
 * picture with its own tables: reading begins at any.
 *
 * <p>One thread draws, one hands on; each listener has its own, which is given all that comes, however late it takes it.
 */
final class NumberedSource implements AutoCloseable {

    static final int WIDTH = 256;
    static final int HEIGHT = 144;
    static final int RATE = 10;

    private static final int TS_PACKET = 188;
    private static final byte[] END = new byte[0];

    private final Process encoder;
    private final HttpServer server;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile int drawn;

    private NumberedSource(Process encoder, HttpServer server) {
        this.encoder = encoder;
        this.server = server;
    }

    static NumberedSource start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            NumberedSource source = new NumberedSource(encoder(), server);
            server.createContext("/live.ts", source::serve);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            Thread.ofPlatform().daemon().name("numbered-source-draw").start(source::draw);
            Thread.ofPlatform().daemon().name("numbered-source-hand-on").start(source::handOn);
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process encoder() throws IOException {
        String ffmpeg = Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)).toString();
        return new ProcessBuilder(List.of(
                        ffmpeg,
                        "-v",
                        "error",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "rgb24",
                        "-video_size",
                        WIDTH + "x" + HEIGHT,
                        "-framerate",
                        Integer.toString(RATE),
                        "-probesize",
                        "32",
                        "-i",
                        "-",
                        "-c:v",
                        "libopenh264",
                        "-b:v",
                        "1500k",
                        "-g",
                        "1",
                        "-pix_fmt",
                        "yuv420p",
                        "-f",
                        "mpegts",
                        "-mpegts_flags",
                        "pat_pmt_at_frames",
                        "-muxdelay",
                        "0",
                        "-muxpreload",
                        "0",
                        "-flush_packets",
                        "1",
                        "-"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** How many frames it has shown. */
    int drawn() {
        return drawn;
    }

    private void draw() {
        long start = System.nanoTime();
        try (OutputStream pictures = encoder.getOutputStream()) {
            for (int number = 0; !closed && number < FrameBarcode.LIMIT; number++) {
                long due = start + number * 1_000_000_000L / RATE;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                pictures.write(FrameBarcode.draw(number, WIDTH, HEIGHT).rgb());
                pictures.flush();
                drawn = number + 1;
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void handOn() {
        try (InputStream packets = encoder.getInputStream()) {
            byte[] packet = packets.readNBytes(TS_PACKET);
            while (packet.length == TS_PACKET) {
                for (Listener listener : listeners) {
                    listener.take(packet);
                }
                packet = packets.readNBytes(TS_PACKET);
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        } finally {
            listeners.forEach(listener -> listener.waiting.add(END));
        }
    }

    private static final class Listener {

        final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
        private boolean begun;

        /** From the first packet of a frame on. */
        void take(byte[] packet) {
            begun |= isTable(packet);
            if (begun) {
                waiting.add(packet);
            }
        }

        /** A program association table comes first of every frame. */
        private static boolean isTable(byte[] packet) {
            return (packet[1] & 0x1f) == 0 && packet[2] == 0;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        Listener listener = new Listener();
        listeners.add(listener);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "video/mp2t");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            byte[] packet = listener.waiting.take();
            while (packet.length > 0) {
                body.write(packet);
                if (listener.waiting.isEmpty()) {
                    body.flush();
                }
                packet = listener.waiting.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(listener);
        }
    }

    @Override
    public void close() {
        closed = true;
        encoder.destroyForcibly();
        server.stop(0);
    }
}
