package dev.brushcast.compose.cli.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a future, so that the main thread closes everything in order before the process ends.
 *
 * <p>Threads: the JVM's shutdown thread completes {@link #requested()} and waits until the main thread calls
 * {@link #close()}, at most {@link #GRACE_SECONDS}.
 */
public final class TerminationSignal implements AutoCloseable {

    private static final long GRACE_SECONDS = 90;

    private final CompletableFuture<Void> requested = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::shutDown, "stop-signal");

    private TerminationSignal() {}

    /** Listens until closed. */
    public static TerminationSignal listen() {
        TerminationSignal signal = new TerminationSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Completes when the user or the system asks the process to stop. */
    public CompletableFuture<Void> requested() {
        return requested;
    }

    /** Everything is closed: the process may end. */
    @Override
    public void close() {
        closed.countDown();
        if (!requested.isDone()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The process began to end just now; the hook finds the latch open.
            }
        }
    }

    private void shutDown() {
        requested.complete(null);
        try {
            if (closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                // Stopped as asked, all that was published is playable: that is success, not the signal's 130.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
