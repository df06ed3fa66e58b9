package dev.brushcast.media.source;

/** Breaks off what an input is waiting for, from any thread, once and for good. */
public final class Cancellation {

    private volatile boolean cancelled;

    /** Native calls that wait for data return within a moment; the input reports its end. */
    public void cancel() {
        cancelled = true;
    }

    public boolean cancelled() {
        return cancelled;
    }
}
