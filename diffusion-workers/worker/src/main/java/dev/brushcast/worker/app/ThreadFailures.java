package dev.brushcast.worker.app;

import dev.brushcast.engine.EngineException;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that failed, but not for ever: if too many fail in a while, or if the fault is the engine's,
 * the worker stops and says so, and whoever watches over it may start another. Safe for use by several threads.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadFailures.class);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final int max;
    private final InstantSource clock;
    private final Consumer<Throwable> givenUp;
    private final Deque<Instant> recent = new ArrayDeque<>();

    /**
     * @param max how many threads may fail within ten minutes
     * @param givenUp told why the worker stops
     */
    ThreadFailures(int max, InstantSource clock, Consumer<Throwable> givenUp) {
        this.max = max;
        this.clock = clock;
        this.givenUp = givenUp;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Optional<String> refused = KafkaFailures.explain(failure); // a new thread would be refused again
        if (refused.isPresent()) {
            givenUp.accept(new UserError(refused.get(), failure));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Throwable fatal = fatal(failure);
        if (fatal == null && mayReplace()) {
            LOGGER.atWarn().setCause(failure).log("A stream thread failed and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOGGER.atError().setCause(failure).log("The worker stops");
        givenUp.accept(fatal == null ? failure : fatal);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized boolean mayReplace() {
        Instant now = clock.instant();
        while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(WINDOW))) {
            recent.removeFirst();
        }
        recent.addLast(now);
        return recent.size() <= max;
    }

    /** The cause that a new thread would meet again. */
    private static @Nullable Throwable fatal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException || cause instanceof MissingSourceTopicException) {
                return cause;
            }
        }
        return null;
    }
}
