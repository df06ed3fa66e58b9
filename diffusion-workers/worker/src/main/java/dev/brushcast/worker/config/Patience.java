package dev.brushcast.worker.config;

import java.time.Duration;

/**
 * When a worker gives something up.
 *
 * @param chunkTimeout how long the engine may take for a chunk before its frames are given up; 1 s to 4 min
 * @param maxThreadRestarts how many stream threads may fail and be replaced in ten minutes before the worker gives up
 */
public record Patience(Duration chunkTimeout, int maxThreadRestarts) {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    // Kafka takes a worker for dead that does not poll for five minutes.
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(4);

    /** For a model that takes seconds at most. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(30), 5);

    public Patience {
        if (chunkTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || chunkTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("chunkTimeout must be 1 s to 4 min, not " + chunkTimeout);
        }
        if (maxThreadRestarts < 0) {
            throw new IllegalArgumentException("maxThreadRestarts must be at least 0, not " + maxThreadRestarts);
        }
    }
}
