package dev.brushcast.engine.batch;

import java.util.List;

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
     * @throws dev.brushcast.engine.EngineException if the network fails
     */
    void advance(List<T> planned);
}
