package dev.brushcast.kit.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time up to a limit, and a random part of that, so that many
 * publishers do not come back to a server in the same moment. Confined to one thread.
 */
public final class Backoff {

    private final Duration first;
    private final Duration limit;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration first, Duration limit, RandomGenerator random) {
        this.first = first;
        this.limit = limit;
        this.random = random;
    }

    /** An attempt has failed: between half and all of what this failure's turn is. */
    public Duration next() {
        long doubled = first.toMillis() << Math.min(failures++, 20);
        long turn = Math.min(limit.toMillis(), doubled);
        return Duration.ofMillis(turn / 2 + random.nextLong(turn / 2 + 1));
    }

    /** An attempt has succeeded. */
    public void reset() {
        failures = 0;
    }
}
