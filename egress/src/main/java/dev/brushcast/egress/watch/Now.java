package dev.brushcast.egress.watch;

import dev.brushcast.egress.timeline.EpochInfo;
import java.time.InstantSource;

/**
 * What happens now, and is worth an alarm: not a recording, nor what an egress reads again that has been started anew.
 *
 * @param clock wall clock
 */
record Now(InstantSource clock) {

    private static final long RECENT_US = 30_000_000;

    /** Whether a media time of an epoch, microseconds since 1970, is now. */
    boolean has(EpochInfo epoch, long us) {
        return epoch.live() && Math.abs(clock.millis() * 1000 - us) < RECENT_US;
    }
}
