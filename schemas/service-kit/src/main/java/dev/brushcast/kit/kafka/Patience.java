package dev.brushcast.kit.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Loses itself when something lasts too long. Confined to one thread. */
public final class Patience {

    private final long nanos;
    private final LongSupplier nanoClock;
    private boolean trying;
    private long since;

    /** Is lost after so long. */
    public Patience(Duration howLong, LongSupplier nanoClock) {
        this.nanos = howLong.toNanos();
        this.nanoClock = nanoClock;
    }

    /** To be asked again and again: true when {@code tried} has been true for too long without a break. */
    public boolean lost(boolean tried) {
        if (!tried) {
            trying = false;
            return false;
        }
        long now = nanoClock.getAsLong();
        if (!trying) {
            trying = true;
            since = now;
        }
        return now - since >= nanos;
    }
}
