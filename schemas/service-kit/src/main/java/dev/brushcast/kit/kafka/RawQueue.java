package dev.brushcast.kit.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition on their way from a shared consumer to their reader, bounded: once it is full, its partition is not
 * fetched until half of it is read. Safe for use by several threads: one fills, one takes.
 */
final class RawQueue {

    private static final int MOST_RECORDS = 64;
    private static final long MOST_BYTES = 16L << 20;
    private static final int FEWER = 2;

    private final Runnable roomAgain;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private long bytes;
    private boolean full;
    private @Nullable RuntimeException failure;

    /** @param roomAgain told once after the queue was full, by the thread that takes */
    RawQueue(Runnable roomAgain) {
        this.roomAgain = roomAgain;
    }

    /** Fills; true: it is full now. */
    boolean add(List<ConsumerRecord<byte[], byte[]>> more) {
        lock.lock();
        try {
            for (ConsumerRecord<byte[], byte[]> record : more) {
                records.add(record);
                bytes += size(record);
            }
            full = records.size() >= MOST_RECORDS || bytes >= MOST_BYTES;
            filled.signalAll();
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes, for this reason: who takes is told once the queue is empty. */
    void fail(RuntimeException reason) {
        lock.lock();
        try {
            failure = reason;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Up to so many; waits for at most so long if there are none yet, or until it is interrupted. */
    List<ConsumerRecord<byte[], byte[]>> take(int most, Duration wait) {
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        boolean room;
        lock.lock();
        try {
            await(wait);
            if (records.isEmpty() && failure != null) {
                throw failure;
            }
            while (taken.size() < most && !records.isEmpty()) {
                ConsumerRecord<byte[], byte[]> next = records.remove();
                bytes -= size(next);
                taken.add(next);
            }
            room = full && records.size() <= MOST_RECORDS / FEWER && bytes <= MOST_BYTES / FEWER;
            full &= !room;
        } finally {
            lock.unlock();
        }
        if (room) {
            roomAgain.run();
        }
        return taken;
    }

    private void await(Duration wait) {
        try {
            long left = wait.toNanos();
            while (records.isEmpty() && failure == null && left > 0) {
                left = filled.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }
}
