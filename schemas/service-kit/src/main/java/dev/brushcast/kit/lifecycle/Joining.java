package dev.brushcast.kit.lifecycle;

import java.time.Duration;

/** Waiting for a thread's end. */
final class Joining {

    private Joining() {}

    /**
     * Waits out the deadline even when interrupted: an interrupt asks to stop, and that is what goes on. It is kept for the caller.
     *
     * @return true if the thread has ended
     */
    static boolean joined(Thread thread, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
