package dev.brushcast.compose.control.hook;

import dev.brushcast.compose.control.event.Told;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** One event on its way to one receiver: when it is posted next, and when it is given up. Confined to one thread. */
final class Delivery {

    /** Together about eleven minutes. */
    static final int TRIES = 15;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Told told;
    private final Backoff pauses;
    private int tries;
    private long dueNanos;

    Delivery(Told told, RandomGenerator random, long nowNanos) {
        this.told = told;
        this.pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, random);
        this.dueNanos = nowNanos;
    }

    Told told() {
        return told;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0;
    }

    /** An attempt has failed. False: there is no further one. */
    boolean failed(long nowNanos) {
        dueNanos = nowNanos + pauses.next().toNanos();
        return ++tries < TRIES;
    }

    int tries() {
        return tries;
    }
}
