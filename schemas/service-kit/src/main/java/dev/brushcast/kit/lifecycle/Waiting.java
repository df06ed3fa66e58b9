package dev.brushcast.kit.lifecycle;

import java.time.Duration;

/** Waiting for a thread to end. */
final class Waiting {

    private Waiting() {}

    /**
     * Waits until a thread has ended, at most for a time, which it waits out even when interrupted: an interrupt asks to
     * stop, and that is what goes on.
     *
     * @return whether it has ended
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
