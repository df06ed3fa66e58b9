package dev.brushcast.engine.batch;

import dev.brushcast.engine.EngineException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls of the network that takes things on by a step. Owned by the thread that owns the network.
 *
 * @param <T> what is taken on
 */
@FunctionalInterface
public interface StepCalls<T extends Advancing> {

    /**
     * Takes all of them on by one step each.
     *
     * @param planned at least one, of one shape
     * @throws EngineException if the network fails
     */
    void advance(List<T> planned);

    /** How many calls may be on their way at once. */
    default int depth() {
        return 1;
    }

    /**
     * Sends a call on its way behind those that are on theirs.
     *
     * @return done when {@link #advance} would be, in the order of submission; failed with an {@link EngineException}
     */
    default CompletionStage<Void> submit(List<T> planned) {
        try {
            advance(planned);
            return CompletableFuture.completedStage(null);
        } catch (EngineException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
