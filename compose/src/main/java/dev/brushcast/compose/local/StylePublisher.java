package dev.brushcast.compose.local;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.PartitionReader;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts a stream's style into the {@code styles} topic. */
public final class StylePublisher {

    private final KafkaClients clients;
    private final int slot;

    /** Publishes to one slot. */
    public StylePublisher(KafkaClients clients, int slot) {
        this.clients = clients;
        this.slot = slot;
    }

    /**
     * Publishes a style that holds from now on, numbered one above the stream's last; when this returns, the cluster has
     * it.
     *
     * @return its revision
     */
    public long publish(StyleUpdate style) {
        long revision = lastRevision(style.getStreamId()) + 1;
        StyleUpdate numbered =
                StyleUpdate.newBuilder(style).setRevision(revision).build();
        try (Producer<String, StyleUpdate> producer = clients.producer("styles", StyleUpdate.class, Map.of())) {
            long now = System.currentTimeMillis();
            producer.send(new ProducerRecord<>(Topics.STYLES.name(), slot, now, style.getStreamId(), numbered))
                    .get();
            return revision;
        } catch (ExecutionException e) {
            throw new UserError("the style could not be published: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while publishing the style", e);
        }
    }

    private long lastRevision(String streamId) {
        AtomicLong last = new AtomicLong();
        new PartitionReader(clients).read(Topics.STYLES, slot, Long.MAX_VALUE, style -> {
            if (streamId.equals(style.key())) {
                last.accumulateAndGet(style.value().getRevision(), Math::max);
            }
        });
        return last.get();
    }
}
