package dev.brushcast.worker.schedule;

import java.util.OptionalLong;

/** How long viewers can wait for a stream's frames. */
@FunctionalInterface
public interface Viewers {

    /** Nobody says. */
    Viewers UNKNOWN = _ -> OptionalLong.empty();

    /**
     * How long after its capture a frame may leave the worker to be there when a viewer comes to it, microseconds; empty: nobody has
     * said so lately. Answers at once.
     */
    OptionalLong budgetUs(String streamId);
}
