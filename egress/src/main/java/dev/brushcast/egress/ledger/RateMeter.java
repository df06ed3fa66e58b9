package dev.brushcast.egress.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Events per second, lately and over all. Safe for use by several threads. */
final class RateMeter {

    private final long windowUs;
    private final Deque<Long> recent = new ArrayDeque<>();
    private long firstUs;
    private long lastUs;
    private long count;

    RateMeter(Duration window) {
        this.windowUs = window.toNanos() / 1000;
    }

    synchronized void mark(long nowUs) {
        if (count++ == 0) {
            firstUs = nowUs;
        }
        lastUs = nowUs;
        recent.add(nowUs);
        forget(nowUs);
    }

    /** Over the window that ends now. */
    synchronized double perSecond(long nowUs) {
        forget(nowUs);
        long sinceFirst = nowUs - firstUs;
        long span = Math.min(windowUs, sinceFirst);
        return count == 0 || span <= 0 ? 0 : recent.size() * 1e6 / span;
    }

    /** From the first event to the last. */
    synchronized double overall() {
        return count < 2 || lastUs == firstUs ? 0 : (count - 1) * 1e6 / (lastUs - firstUs);
    }

    private void forget(long nowUs) {
        while (!recent.isEmpty() && recent.getFirst() < nowUs - windowUs) {
            recent.remove();
        }
    }
}
