package dev.brushcast.kit.ops;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections whose request begins and does not get to the end of its headers: Helidon waits for them for ever. Connections
 * on which no request has begun are Helidon's own to close. Safe for use by several threads.
 */
final class HeaderDeadline implements Http1ConnectionListener {

    private final long limitNanos;
    private final Map<ConnectionContext, Long> begun = new ConcurrentHashMap<>();

    HeaderDeadline(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        begun.put(connection, System.nanoTime());
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        begun.remove(connection);
    }

    /** Closes the connections that are over their time, again and again, until interrupted. */
    void watch() throws InterruptedException {
        while (true) {
            Thread.sleep(Math.max(1, limitNanos / 4 / 1_000_000));
            long now = System.nanoTime();
            begun.forEach((connection, since) -> {
                if (now - since > limitNanos && begun.remove(connection, since)) {
                    close(connection);
                }
            });
        }
    }

    private static void close(ConnectionContext connection) {
        try {
            connection.serverSocket().close();
        } catch (UncheckedIOException _) {
            // its client was quicker
        }
    }
}
