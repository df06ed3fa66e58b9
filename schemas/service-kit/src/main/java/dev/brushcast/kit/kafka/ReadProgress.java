package dev.brushcast.kit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far a reader has come in each partition, for those who wait for it. Safe for use by several threads. */
final class ReadProgress {

    private final Map<Integer, Long> next = new HashMap<>();

    /** The reader has everything before an offset. */
    synchronized void reached(int partition, long offset) {
        Long before = next.put(partition, offset);
        if (before == null || before < offset) {
            notifyAll();
        }
    }

    /** Whether the reader has everything before an offset; null: before none. */
    synchronized boolean has(int partition, @Nullable Long offset) {
        return offset == null || next.getOrDefault(partition, 0L) >= offset;
    }

    /** Waits until it has; false: not in time. */
    synchronized boolean await(int partition, long offset, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!has(partition, offset)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
