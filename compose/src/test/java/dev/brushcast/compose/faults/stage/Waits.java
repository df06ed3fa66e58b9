package dev.brushcast.compose.faults.stage;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting, which is most of what a fault harness does. */
public final class Waits {

    private static final Duration POLL = Duration.ofMillis(200);

    private Waits() {}

    /** Lets time pass. */
    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether a condition came true in time. What it throws counts as not yet. */
    public static boolean until(Duration limit, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (holds(condition)) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(POLL);
        }
    }

    /** @throws StageException if it does not come true in time */
    public static void require(String what, Duration limit, Callable<Boolean> condition) {
        if (!until(limit, condition)) {
            throw new StageException("not within " + limit.toSeconds() + " s: " + what);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (StageException e) {
            throw e;
        } catch (Exception e) { // a cluster that is being broken says no in many ways
            return false;
        }
    }
}
