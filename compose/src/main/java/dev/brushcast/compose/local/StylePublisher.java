package dev.brushcast.compose.local;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.PartitionReader;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts a stream's styles into the {@code styles} topic. */
public final class StylePublisher {

    private final KafkaClients clients;
    private final int slot;
    private final Clock clock;

    /** Publishes to one slot. */
    public StylePublisher(KafkaClients clients, int slot, Clock clock) {
        this.clients = clients;
        this.slot = slot;
        this.clock = clock;
    }

    /** Makes a stream's next style from its last one. */
    public interface Change {

        /** The next style, whatever its revision; {@code before} is null where the stream has none. */
        StyleUpdate next(@Nullable StyleUpdate before);
    }

    /**
     * Publishes a style, numbered one above the stream's last; when this returns, the cluster has it.
     *
     * @param at media time from which it holds; null: now
     * @return what was published
     */
    public StyleUpdate publish(String streamId, @Nullable Instant at, Change change) {
        StyleUpdate before = last(streamId);
        StyleUpdate numbered = StyleUpdate.newBuilder(change.next(before))
                .setRevision(before == null ? 1 : before.getRevision() + 1)
                .build();
        long fromMs = at == null ? clock.millis() : at.toEpochMilli();
        try (Producer<String, StyleUpdate> producer = clients.producer("styles", StyleUpdate.class, Map.of())) {
            producer.send(new ProducerRecord<>(Topics.STYLES.name(), slot, fromMs, streamId, numbered))
                    .get();
            return numbered;
        } catch (ExecutionException e) {
            throw new UserError("the style could not be published: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while publishing the style", e);
        }
    }

    private @Nullable StyleUpdate last(String streamId) {
        AtomicReference<@Nullable StyleUpdate> last = new AtomicReference<>();
        new PartitionReader(clients).read(Topics.STYLES, slot, Long.MAX_VALUE, style -> {
            StyleUpdate before = last.get();
            if (streamId.equals(style.key())
                    && (before == null || style.value().getRevision() > before.getRevision())) {
                last.set(style.value());
            }
        });
        return last.get();
    }
}
