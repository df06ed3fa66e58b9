package dev.brushcast.egress;

/** Whether a call keeps out of what another thread is in the middle of. */
public final class Monitor {

    private Monitor() {}

    /** True when a call waits for an object's lock. It has run when this returns, and what it threw is dropped. */
    public static boolean isAwaitedBy(Object lock, Runnable call) throws InterruptedException {
        Thread other = Thread.ofPlatform().unstarted(call);
        other.setUncaughtExceptionHandler((thread, failure) -> {});
        boolean waits;
        synchronized (lock) {
            other.start();
            while (other.getState() != Thread.State.BLOCKED && other.isAlive()) {
                Thread.onSpinWait();
            }
            waits = other.isAlive();
        }
        other.join();
        return waits;
    }
}
