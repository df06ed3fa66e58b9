package dev.brushcast.kit.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Log lines of one kind, which may come in floods: the first is logged whole and at once; those of the next second become
 * one line, the last of them with how many they were; and so on, until a second brings none. One for each kind of thing
 * that is told of, so that none hides another. Safe for use by several threads.
 */
public final class RateLimitedLog {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Logger logger;
    private final Level level;
    private final Executor later;
    private long heldBack;
    private @Nullable Line last;
    private boolean waiting;

    /** Lines of a logger. */
    public RateLimitedLog(Logger logger, Level level) {
        // A thread of the common pool, there only while something is held back: nothing to be closed.
        this(logger, level, CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Lines of a logger.
     *
     * @param later runs what it is given a second later
     */
    RateLimitedLog(Logger logger, Level level, Executor later) {
        this.logger = logger;
        this.level = level;
        this.later = later;
    }

    private record Line(String message, UnaryOperator<LoggingEventBuilder> details) {}

    /**
     * Logs, or counts.
     *
     * @param message what happened, the same each time
     * @param details adds key-value pairs and the cause; called when the line is written, at most a second later
     */
    public synchronized void log(String message, UnaryOperator<LoggingEventBuilder> details) {
        if (waiting) {
            heldBack++;
            last = new Line(message, details);
            return;
        }
        details.apply(logger.atLevel(level)).log(message);
        waiting = true;
        later.execute(this::tellHeldBack);
    }

    private synchronized void tellHeldBack() {
        if (last == null) {
            waiting = false;
            return;
        }
        last.details()
                .apply(logger.atLevel(level))
                .addKeyValue("times", heldBack)
                .log("{} ({} times since the last such line)", last.message(), heldBack);
        last = null;
        heldBack = 0;
        later.execute(this::tellHeldBack);
    }
}
