package dev.brushcast.ingest.restream;

import java.time.Duration;

/**
 * Whether what is followed live comes too late to be passed on. What counts is how much longer it was on its way than the
 * quickest one lately, so that neither the clocks of two machines nor a beginning far back make anything late; whoever has
 * nothing left to read is on time, whatever its clock says. Used by one thread.
 */
final class Lateness {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long patienceUs;
    private long quickestUs = UNKNOWN;

    /** After so much more than the quickest one it is late. */
    Lateness(Duration patience) {
        this.patienceUs = patience.toNanos() / 1_000;
    }

    /** Everything that there is has been read. */
    void caughtUp() {
        quickestUs = UNKNOWN;
    }

    /** Whether one is late that was published then and is read now, wall clocks in µs. */
    boolean isLate(long publishedAtUs, long nowUs) {
        long onItsWayUs = nowUs - publishedAtUs;
        quickestUs = Math.min(quickestUs, onItsWayUs);
        return onItsWayUs - quickestUs > patienceUs;
    }
}
