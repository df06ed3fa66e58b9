package dev.brushcast.kit.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Counts what is dropped, by cause, and says so in at most one log line a second: overload must be seen, and must not be
 * made worse by telling of it. Safe for use by several threads.
 */
public final class DropMeter implements AutoCloseable {

    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final MeterRegistry registry;
    private final String metric;
    private final String what;
    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<String, Long> unsaid = new TreeMap<>();
    private long quietUntil;

    /**
     * A meter that has counted nothing.
     *
     * @param registry where the counters are
     * @param metric the counters' name; their tag {@code cause} tells them apart
     * @param what is dropped, in the plural, for the log line
     * @param log where the log line goes, as a warning
     * @param nanoTime a clock like {@link System#nanoTime}
     */
    public DropMeter(MeterRegistry registry, String metric, String what, Logger log, LongSupplier nanoTime) {
        this.registry = registry;
        this.metric = metric;
        this.what = what;
        this.log = log;
        this.nanoTime = nanoTime;
        this.quietUntil = nanoTime.getAsLong();
    }

    /**
     * Counts.
     *
     * @param cause why, one of a small set of lower-case names
     * @param count how many, at least 1
     */
    public synchronized void dropped(String cause, long count) {
        registry.counter(metric, "cause", cause).increment((double) count);
        unsaid.merge(cause, count, Long::sum);
        long now = nanoTime.getAsLong();
        if (now - quietUntil >= 0) {
            quietUntil = now + QUIET_NANOS;
            say();
        }
    }

    private void say() {
        if (!unsaid.isEmpty()) {
            long total = unsaid.values().stream().mapToLong(Long::longValue).sum();
            log.warn("dropped {} {}: {}", total, what, unsaid.toString()); // now: an appender may format later
            unsaid.clear();
        }
    }

    /** Says what was not said yet. */
    @Override
    public synchronized void close() {
        say();
    }
}
