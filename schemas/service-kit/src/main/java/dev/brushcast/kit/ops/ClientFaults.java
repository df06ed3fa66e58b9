package dev.brushcast.kit.ops;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what clients do to their connections from the log: Helidon writes a stack trace for each one that is broken off in the
 * middle of a request. What is left of them is at most a line a minute with their number. Safe for use by several threads.
 */
final class ClientFaults {

    private static final org.slf4j.Logger LOGGER = LoggerFactory.getLogger(ClientFaults.class);
    private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();
    /** Where Helidon tells of connections. Held on to, since java.util.logging forgets filters of loggers that nobody holds. */
    private static final Logger REQUESTS = Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

    private static final Logger CONNECTIONS = Logger.getLogger("io.helidon.webserver.ConnectionHandler");

    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong TOLD_AT = new AtomicLong(System.nanoTime() - PERIOD_NANOS);

    private ClientFaults() {}

    /** From now on, for all servers of the process. */
    static void quieten() {
        REQUESTS.setFilter(ClientFaults::isNews);
        CONNECTIONS.setFilter(ClientFaults::isNews);
    }

    /** A client has broken off its connection. */
    static void count() {
        COUNT.incrementAndGet();
        long told = TOLD_AT.get();
        long now = System.nanoTime();
        if (now - told >= PERIOD_NANOS && TOLD_AT.compareAndSet(told, now)) {
            LOGGER.atInfo().log("clients broke off {} connections", COUNT.getAndSet(0));
        }
    }

    private static boolean isNews(LogRecord record) {
        if (isClients(record.getThrown())) {
            count();
            return false;
        }
        return true;
    }

    /** True for what comes of a connection that is gone: errors of its socket, data that ends too early. */
    static boolean isClients(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            if ((cause instanceof IOException && !(cause instanceof FileSystemException))
                    || name.endsWith("InsufficientDataAvailableException")
                    || name.endsWith("CloseConnectionException")
                    || name.endsWith("ServerConnectionException")) {
                return true;
            }
        }
        return false;
    }
}
