package dev.brushcast.compose.control.style;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How often a stream's style may be changed: {@value #BURST} times in a row, then {@value #PER_SECOND} times a second. More is
 * refused and not gathered: whoever sends is to know which of his styles was shown. Safe for use by several threads.
 */
public final class StyleLimiter {

    static final int BURST = 10;
    static final int PER_SECOND = 2;

    private static final long NANOS_EACH = Duration.ofSeconds(1).toNanos() / PER_SECOND;
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanoClock;
    private final Map<String, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param nanoClock as {@link System#nanoTime} */
    public StyleLimiter(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Counts a change. Empty: it may be made; else in how many seconds, rounded up, one may. */
    public synchronized OptionalLong take(String streamId) {
        long now = nanoClock.getAsLong();
        Long known = fullAt.get(streamId);
        long full = known == null || known - now < 0 ? now : known;
        long after = full + NANOS_EACH;
        long over = after - now - BURST * NANOS_EACH;
        if (over > 0) {
            return OptionalLong.of(Math.ceilDiv(over, Duration.ofSeconds(1).toNanos()));
        }
        fullAt.put(streamId, after);
        return OptionalLong.empty();
    }
}
