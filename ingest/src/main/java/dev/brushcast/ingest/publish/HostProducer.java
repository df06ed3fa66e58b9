package dev.brushcast.ingest.publish;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * The producer that all streams of a host share. What is on its way to the brokers is bounded for each stream, by an equal part
 * of the memory: one whose partition takes nothing waits by itself, and the others find room. Safe for use by several threads.
 */
public final class HostProducer implements AutoCloseable {

    /** What all streams together may have on its way: eight usual streams reach their own limit with it. */
    private static final long MEMORY_BYTES = 256L << 20;

    /** Records beyond the bound: each stream may have one that is larger than its part. */
    private static final long SLACK_BYTES = 4L * Topics.MAX_RECORD_BYTES;

    /** What is left to send when closing has been given the chance to be acknowledged before. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Producer<String, SpecificRecord> producer;
    private final AtomicInteger streams = new AtomicInteger();

    /** Opens it. */
    public HostProducer(KafkaClients clients) {
        this.producer = clients.producer("ingest", Map.of("buffer.memory", Long.toString(MEMORY_BYTES + SLACK_BYTES)));
    }

    /** The producer itself, for what no stream waits for. */
    public Producer<String, SpecificRecord> records() {
        return producer;
    }

    /** A stream more shares it, which may have so many bytes on its way at most; returns how many by now. */
    LongSupplier joined(long most) {
        streams.incrementAndGet();
        return () -> Math.min(most, MEMORY_BYTES / Math.max(1, streams.get()));
    }

    /** A stream less. */
    void left() {
        streams.decrementAndGet();
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
