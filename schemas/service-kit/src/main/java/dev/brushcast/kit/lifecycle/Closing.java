package dev.brushcast.kit.lifecycle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Closing something that may fail or hang: on a thread of its own, so that a deadline can be kept. */
final class Closing {

    private Closing() {}

    /**
     * Closes and waits.
     *
     * @param name what messages call it
     * @param close what closes it
     * @param deadline how long that may take; after it, the closing thread is interrupted and left alone
     * @return what went wrong
     */
    static Optional<Throwable> of(String name, Runnable close, Duration deadline) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread closer = Thread.ofPlatform().daemon().name("close-" + name).start(() -> {
            try {
                close.run();
                done.complete(null);
            } catch (Throwable e) { // handed to whoever waits
                done.completeExceptionally(e);
            }
        });
        if (!Joining.joined(closer, deadline)) {
            ServiceStuckException stuck = new ServiceStuckException(name, deadline, closer);
            closer.interrupt();
            return Optional.of(stuck);
        }
        return failure(done);
    }

    private static Optional<Throwable> failure(CompletableFuture<Void> done) {
        return done.isCompletedExceptionally() ? Optional.of(done.exceptionNow()) : Optional.empty();
    }
}
