package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waiting for what another thread does, whose failures are this thread's then. */
final class Waiting {

    private Waiting() {}

    /** @throws EngineException if it failed */
    static void of(CompletionStage<?> done) throws InterruptedException {
        try {
            done.toCompletableFuture().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new EngineException(EngineException.reason(cause), cause);
        }
    }
}
