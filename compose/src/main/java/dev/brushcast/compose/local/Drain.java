package dev.brushcast.compose.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits until what is on its way has come out: as long as it moves, and no longer than allowed. Used by one thread; another
 * may shorten the wait.
 */
final class Drain {

    /** A worker gives up a chunk before; nothing comes any more. */
    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(20);
    private static final long UNLIMITED = Long.MAX_VALUE;

    private final InstantSource clock;
    private final Pause pause;
    private volatile long deadlineMs = UNLIMITED;

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    Drain() {
        this(InstantSource.system(), Thread::sleep);
    }

    Drain(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** From now on. */
    void limitTo(Duration limit) {
        deadlineMs = clock.millis() + limit.toMillis();
    }

    /**
     * Waits.
     *
     * @param left how much is on its way
     * @param givenUp nothing comes any more
     * @return true if all of it came out
     */
    boolean await(LongSupplier left, BooleanSupplier givenUp) {
        long before = left.getAsLong();
        long movedMs = clock.millis();
        try {
            for (long now = before; now > 0; now = left.getAsLong()) {
                long nowMs = clock.millis();
                movedMs = now < before ? nowMs : movedMs;
                before = now;
                if (nowMs >= deadlineMs || nowMs - movedMs >= STANDSTILL.toMillis() || givenUp.getAsBoolean()) {
                    return false;
                }
                pause.of(POLL);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
