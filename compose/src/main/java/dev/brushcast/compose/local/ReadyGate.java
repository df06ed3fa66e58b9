package dev.brushcast.compose.local;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.lifecycle.Service;
import dev.brushcast.kit.ops.HealthCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the services after it start once one before it is ready: a live source that began while the worker still joins its
 * group would lose its first seconds.
 */
final class ReadyGate implements Service {

    private static final Duration POLL = Duration.ofMillis(20);

    private final HealthCheck ready;
    private final HealthCheck alive;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A gate before which {@link #start} waits.
     *
     * @param ready opens it
     * @param alive nothing is waited for once it has a problem
     * @param patience how long it may take
     */
    ReadyGate(HealthCheck ready, HealthCheck alive, Duration patience) {
        this.ready = ready;
        this.alive = alive;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "ready-gate";
    }

    /**
     * Returns when the service is ready, or no longer alive: then it says itself what is wrong with it.
     *
     * @throws UserError if it takes too long
     */
    @Override
    public void start() {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ready.problem().get().isPresent() && alive.problem().get().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new UserError(ready.name() + " was not ready in " + patience.toSeconds()
                        + " s: look at its log with --log-level INFO");
            }
            try {
                if (closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public CompletionStage<Void> finished() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
