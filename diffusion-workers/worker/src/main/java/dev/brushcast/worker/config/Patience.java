package dev.brushcast.worker.config;

import java.time.Duration;

/**
 * When a worker gives something up.
 *
 * @param chunkTimeout how long the engine may take for a chunk before its frames are given up; 1 s to 4 min
 * @param liveMargin how long after the last moment for its rendering to begin a live chunk is waited for, at least; an engine that is
 *     slower by nature is waited for as long as its answers take. 0 s to 1 min
 * @param maxThreadRestarts how many stream threads may fail and be replaced in ten minutes before the worker gives up
 */
public record Patience(Duration chunkTimeout, Duration liveMargin, int maxThreadRestarts) {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    // Kafka takes a worker for dead that does not poll for five minutes.
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(4);

    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

    /** For a model that takes seconds at most. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), Duration.ofMillis(700), 5);

    public Patience {
        if (chunkTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || chunkTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("chunkTimeout must be 1 s to 4 min, not " + chunkTimeout);
        }
        if (liveMargin.isNegative() || liveMargin.compareTo(LONGEST_MARGIN) > 0) {
            throw new IllegalArgumentException("liveMargin must be 0 s to 1 min, not " + liveMargin);
        }
        if (maxThreadRestarts < 0) {
            throw new IllegalArgumentException("maxThreadRestarts must be at least 0, not " + maxThreadRestarts);
        }
    }
}
