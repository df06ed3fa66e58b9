package dev.brushcast.kit.kafka;

import dev.brushcast.kit.lifecycle.OwnedThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer for many readers, each of a partition, which come and go. What is fetched waits in a bounded queue for each: a
 * reader that takes nothing has its partition paused and holds up no other. One thread owns the consumer; what is fetched is only
 * bytes to it. Safe for use by several threads.
 */
public final class SharedConsumer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SharedConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final OwnedThread thread;
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final Semaphore askedForSomething = new Semaphore(0);
    private final Map<TopicPartition, RawQueue> open = new HashMap<>();
    private volatile boolean closing;

    /** Stands for the offset of the next record that will be written. */
    static final long END = -1;

    SharedConsumer(String name, Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.thread = new OwnedThread(name, this::run, SharedConsumer::ended);
        thread.start();
    }

    /**
     * Reads a partition from an offset on; it has one reader at a time, and the newer one counts.
     *
     * @param offset {@link #END}: what is written from now on
     * @param values makes values of their bytes, on the reader's thread
     */
    <V> RecordSource<V> open(TopicPartition place, long offset, Deserializer<V> values) {
        RawQueue queue = new RawQueue(() -> ask(() -> resume(place)));
        ask(() -> begin(place, offset, queue));
        return new SharedPartition<>(place, offset, queue, values, () -> ask(() -> end(place, queue)));
    }

    private void ask(Runnable change) {
        asked.add(change);
        askedForSomething.release();
        consumer.wakeup();
    }

    private void begin(TopicPartition place, long offset, RawQueue queue) {
        open.put(place, queue);
        consumer.assign(open.keySet());
        if (offset == END) {
            consumer.seekToEnd(List.of(place));
        } else {
            consumer.seek(place, offset);
        }
        consumer.resume(List.of(place));
    }

    private void end(TopicPartition place, RawQueue queue) {
        if (open.remove(place, queue)) {
            consumer.assign(open.keySet());
        }
    }

    private void resume(TopicPartition place) {
        if (open.containsKey(place)) {
            consumer.resume(List.of(place));
        }
    }

    private void run() throws InterruptedException {
        try (consumer) {
            while (!closing) {
                for (Runnable change = asked.poll(); change != null; change = asked.poll()) {
                    change.run();
                }
                if (open.isEmpty()) {
                    boolean _ = askedForSomething.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    fetch();
                }
                int _ = askedForSomething.drainPermits();
            }
        } finally {
            fail(_ -> true, new KafkaException("the consumer is closed"));
        }
    }

    private void fetch() {
        try {
            hand(consumer.poll(POLL));
        } catch (WakeupException _) { // something is asked for
        } catch (InterruptException e) {
            throw e;
        } catch (TopicAuthorizationException e) {
            fail(place -> e.unauthorizedTopics().contains(place.topic()), e);
        } catch (KafkaException e) {
            fail(_ -> true, e);
        }
    }

    private void hand(ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> full = new HashSet<>();
        for (TopicPartition place : records.partitions()) {
            RawQueue queue = open.get(place);
            if (queue != null && queue.add(records.records(place))) {
                full.add(place);
            }
        }
        consumer.pause(full);
    }

    /** Whoever reads there is told; others go on. */
    private void fail(Predicate<TopicPartition> where, RuntimeException reason) {
        open.entrySet().removeIf(entry -> {
            boolean concerned = where.test(entry.getKey());
            if (concerned) {
                entry.getValue().fail(reason);
            }
            return concerned;
        });
        if (!closing) {
            consumer.assign(open.keySet());
        }
    }

    private static void ended(@Nullable Throwable failure) {
        if (failure != null) {
            LOGGER.atError().setCause(failure).log("nothing is read any more");
        }
    }

    @Override
    public void close() {
        closing = true;
        askedForSomething.release();
        consumer.wakeup();
        thread.join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("a consumer hangs"));
    }
}
