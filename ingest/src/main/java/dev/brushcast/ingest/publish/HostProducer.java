package dev.brushcast.ingest.publish;

import dev.brushcast.contract.Topics;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The producer that all streams of a host share for what is not recorded, and those that each has for what is. What is on its way to
 * the brokers is bounded for each stream, by an equal part of the memory: one whose partition takes nothing waits by itself, and the others find room. Safe for use by several threads.
 */
public final class HostProducer implements AutoCloseable {

    /** What all streams together may have on its way: eight usual streams reach their own limit with it. */
    private static final long MEMORY_BYTES = 256L << 20;

    /** Records beyond the bound: each stream may have one that is larger than its part. */
    private static final long SLACK_BYTES = 4L * Topics.MAX_RECORD_BYTES;

    /** What is left to send when closing has been given the chance to be acknowledged before. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** What the transactional ids begin with, after the installation's prefix. */
    private static final String ID_PREFIX = "ingest-";

    /**
     * Brokers that are away for so long lose what was on its way. Nobody waits for it: who takes a stream over ends what is open of it.
     */
    private static final Duration TRANSACTION = Duration.ofSeconds(60);

    private final KafkaClients clients;
    private final Producer<String, SpecificRecord> producer;
    private final AtomicInteger streams = new AtomicInteger();

    /** Opens it. */
    public HostProducer(KafkaClients clients) {
        this.clients = clients;
        this.producer = clients.producer("ingest", Map.of("buffer.memory", Long.toString(MEMORY_BYTES + SLACK_BYTES)));
    }

    /** The producer itself, for what no stream waits for. */
    public Producer<String, SpecificRecord> records() {
        return producer;
    }

    /** Sends by it what is no stream's recording. */
    RecordSender sender() {
        return (sent, done) -> {
            Future<RecordMetadata> _ = producer.send(sent, (_, failure) -> done.accept(failure));
        };
    }

    /**
     * Claims a stream of the installation, see {@link ClaimedWriter}.
     *
     * @throws DeliveryException if the brokers do not grant it
     */
    ClaimedWriter claim(Topics topics, String streamId) {
        String id = topics.prefix() + ID_PREFIX + streamId;
        Map<String, String> settings = Map.of(
                "transactional.id", id,
                "transaction.timeout.ms", Long.toString(TRANSACTION.toMillis()),
                "buffer.memory", Long.toString(MEMORY_BYTES / 2));
        return new ClaimedWriter(id, () -> clients.producer(id, settings));
    }

    /** A stream more shares the memory, which may have so many bytes on its way at most; returns how many by now. */
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
