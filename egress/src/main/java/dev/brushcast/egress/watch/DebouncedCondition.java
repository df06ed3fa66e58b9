package dev.brushcast.egress.watch;

/**
 * A condition that counts once it has held for a time, and until it has been gone for another, so that what flickers is told
 * once. Times are microseconds, of any clock that rises. Confined to one thread.
 */
final class DebouncedCondition {

    private final long onUs;
    private final long offUs;
    private long heldSinceUs;
    private long goneSinceUs;
    private boolean holds;
    private boolean counts;

    /**
     * @param onUs after so long it counts; 0: it never does
     * @param offUs gone for so long, it counts no more
     */
    DebouncedCondition(long onUs, long offUs) {
        this.onUs = onUs;
        this.offUs = offUs;
    }

    /** Whether it counts by now. */
    boolean at(long us, boolean condition) {
        if (condition && !holds) {
            heldSinceUs = us;
        } else if (!condition && holds) {
            goneSinceUs = us;
        }
        holds = condition;
        if (holds) {
            counts |= onUs > 0 && us - heldSinceUs >= onUs;
        } else if (counts) {
            counts = us - goneSinceUs < offUs;
        }
        return counts;
    }

    /** After so long it counts, microseconds; 0: it never does. */
    long onUs() {
        return onUs;
    }

    /** Since when it holds; of use only while it does. */
    long heldSinceUs() {
        return heldSinceUs;
    }
}
