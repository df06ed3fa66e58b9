package dev.brushcast.ingest.publish;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much is on its way to the brokers, bounded. Whoever wants to send more waits until older records are acknowledged:
 * that is how a cluster that is slow slows down the reading of a file. The first failure is kept and ends all waiting.
 * Thread-safe.
 */
final class InFlight {

    private final LongSupplier limit;
    private long bytes;
    private @Nullable Exception failure;

    /** At most so many bytes by now, unless a single record has more. */
    InFlight(LongSupplier limit) {
        this.limit = limit;
    }

    /**
     * Waits until a record of this size may be sent.
     *
     * @throws DeliveryException if an earlier record was not taken
     */
    synchronized void acquire(long size) throws InterruptedException {
        while (failure == null && bytes > 0 && bytes + size > limit.getAsLong()) {
            wait();
        }
        throwIfFailed();
        bytes += size;
    }

    /** The record is acknowledged, or not taken for this reason. */
    synchronized void release(long size, @Nullable Exception reason) {
        bytes -= size;
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    /**
     * Waits until all are acknowledged.
     *
     * @throws DeliveryException if one was not taken
     */
    synchronized void awaitAll() throws InterruptedException {
        while (failure == null && bytes > 0) {
            wait();
        }
        throwIfFailed();
    }

    /** Waits until all are acknowledged or one was not taken, for at most so long. */
    synchronized void awaitQuiet(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); failure == null && bytes > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Records are sent again after one was not taken. */
    synchronized void forgive() {
        failure = null;
    }

    synchronized void throwIfFailed() {
        if (failure != null) {
            throw new DeliveryException(failure);
        }
    }
}
