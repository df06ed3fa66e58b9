package dev.brushcast.media.ffmpeg.input;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a live source has sent since its first frame was read, and nobody has read: it sends on while whoever opened it is
 * busy otherwise. A frame is the newest when its time is as far from the first one's as the clock has gone since. Used by one
 * thread.
 */
final class Unread {

    /** A frame this much older than the newest one is as good. */
    private static final long NEAR_US = 100_000;

    private final LongSupplier nanoClock;
    private long firstNs;
    private long firstUs;
    private boolean begun;
    private long longestNs;

    Unread(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The first frame was read just now; its presentation time, µs. */
    void first(long ptsUs) {
        firstNs = nanoClock.getAsLong();
        firstUs = ptsUs;
        begun = true;
    }

    /** What the source has sent since; nothing before its first frame. Reading it may take as long once more. */
    Duration lasts() {
        if (!begun) {
            return Duration.ZERO;
        }
        longestNs = 2 * (nanoClock.getAsLong() - firstNs);
        return Duration.ofNanos(longestNs / 2);
    }

    /** Whether a frame of this presentation time, µs, was sent a while ago; false for all once reading does not get nearer. */
    boolean has(long ptsUs) {
        long sinceNs = nanoClock.getAsLong() - firstNs;
        return sinceNs < longestNs && ptsUs - firstUs < sinceNs / 1_000 - NEAR_US;
    }

    /** Times begin at 0 again, here on the timeline so far, µs. */
    void beginAgain(long atUs) {
        firstUs -= atUs;
    }
}
