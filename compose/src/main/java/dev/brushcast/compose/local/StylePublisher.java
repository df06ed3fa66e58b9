package dev.brushcast.compose.local;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Puts a stream's style into the {@code styles} topic. */
public final class StylePublisher {

    private static final Duration POLL = Duration.ofMillis(200);

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
        TopicPartition partition = new TopicPartition(Topics.STYLES.name(), slot);
        long last = 0;
        try (Consumer<String, StyleUpdate> consumer = clients.consumer("styles", null, StyleUpdate.class, Map.of())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition));
            while (consumer.position(partition) < ends.getOrDefault(partition, 0L)) {
                for (ConsumerRecord<String, StyleUpdate> record : consumer.poll(POLL)) {
                    if (streamId.equals(record.key())) {
                        last = Math.max(last, record.value().getRevision());
                    }
                }
            }
        }
        return last;
    }
}
