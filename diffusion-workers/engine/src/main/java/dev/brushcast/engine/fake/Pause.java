package dev.brushcast.engine.fake;

import java.util.concurrent.locks.LockSupport;

/** Lets time pass. A test may make it pass at once, by moving its clock on. */
@FunctionalInterface
public interface Pause {

    /** Sleeps as long as asked, to the accuracy of the operating system. */
    Pause SLEEPING = nanos -> {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    };

    /** @param nanos how long, at least 0 */
    void pass(long nanos);
}
