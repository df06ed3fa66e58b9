package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.DurationText;
import java.time.Duration;

/**
 * How long something is waited for that may never come.
 *
 * @param time 0: not at all; {@link #FOREVER}'s: without end
 */
public record WaitLimit(Duration time) {

    public static final WaitLimit FOREVER = new WaitLimit(Duration.ofSeconds(Long.MAX_VALUE));

    /** Longer than anybody waits, and few enough nanoseconds to count with. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private static final String NO_LIMIT = "forever";

    public WaitLimit {
        if (time.isNegative()) {
            throw new IllegalArgumentException("cannot wait for " + time);
        }
    }

    public static WaitLimit ofSeconds(long seconds) {
        return new WaitLimit(Duration.ofSeconds(seconds));
    }

    /**
     * Reads {@code 10s}, {@code 5m}, {@code 0} or {@code forever}.
     *
     * @throws UserError if it is none of these
     */
    public static WaitLimit parse(String text) {
        if (text.equalsIgnoreCase(NO_LIMIT)) {
            return FOREVER;
        }
        if (text.equals("0")) {
            return new WaitLimit(Duration.ZERO);
        }
        return DurationText.parse(text)
                .map(WaitLimit::new)
                .orElseThrow(() -> new UserError("'" + text + "' is no time to wait: write 10s, 5m, 0 or forever"));
    }

    public boolean isForever() {
        return equals(FOREVER);
    }

    /** The time, short enough to count its nanoseconds. */
    public Duration countable() {
        return time.compareTo(LONGEST) < 0 ? time : LONGEST;
    }

    /** Whether so much waiting is enough. */
    public boolean isOver(Duration waited) {
        return waited.compareTo(time) >= 0;
    }

    /** How much is left after so much waiting; 0: none. */
    public Duration left(Duration waited) {
        return isOver(waited) ? Duration.ZERO : time.minus(waited);
    }

    /** As it is written on a command line. */
    @Override
    public String toString() {
        if (isForever()) {
            return NO_LIMIT;
        }
        if (time.toMillis() % 1000 != 0) {
            return time.toMillis() + "ms";
        }
        return time.toSeconds() % 60 == 0 && !time.isZero() ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }
}
