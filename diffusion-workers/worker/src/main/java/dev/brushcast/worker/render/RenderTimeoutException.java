package dev.brushcast.worker.render;

import java.time.Duration;

/**
 * The engine did not answer in time. A type of its own: Kafka's TimeoutException, thrown in a processor, would make Kafka
 * Streams wipe the task's state.
 */
final class RenderTimeoutException extends Exception {

    private static final long serialVersionUID = 1L;

    RenderTimeoutException(Duration limit) {
        super("The engine did not answer within " + limit);
    }

    /** It was not asked, for it has not answered those before. */
    RenderTimeoutException() {
        super("The engine hangs");
    }
}
