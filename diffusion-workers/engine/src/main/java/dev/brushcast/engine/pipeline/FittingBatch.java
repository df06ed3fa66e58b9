package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.DeviceMemoryException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a network is given at once where the device's memory has turned out to be too small for what its batches were planned for,
 * as when something else runs there too: half of what did not fit, and after a while twice as much again. Owned by the stage's thread.
 */
final class FittingBatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(FittingBatch.class);

    private static final long GROWS_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    private final String what;
    private final LongSupplier nanoClock;
    private int most = Integer.MAX_VALUE;
    private long sinceNanos;

    /** @param what is done in batches, for the log: "denoising" */
    FittingBatch(String what, LongSupplier nanoClock) {
        this.what = what;
        this.nanoClock = nanoClock;
    }

    /** As much of a batch as is to be tried. */
    <T> List<T> of(List<T> planned) {
        if (most < Integer.MAX_VALUE && nanoClock.getAsLong() - sinceNanos >= GROWS_AFTER_NANOS) {
            most = most > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * most;
            sinceNanos = nanoClock.getAsLong();
        }
        return planned.size() <= most ? planned : planned.subList(0, most);
    }

    /**
     * A batch of so many did not fit.
     *
     * @return whether a smaller one may
     */
    boolean shrinks(int size, DeviceMemoryException cause) {
        boolean smaller = size > 1;
        if (smaller) {
            most = Math.min(most, size / 2);
            sinceNanos = nanoClock.getAsLong();
            LOGGER.warn(
                    "The device has no memory for {} of {} at once ({}): from now on {} at most. End what else runs on it",
                    what,
                    size,
                    cause.getMessage(),
                    most);
        }
        return smaller;
    }
}
