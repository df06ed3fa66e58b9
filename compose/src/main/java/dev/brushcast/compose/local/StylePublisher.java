package dev.brushcast.compose.local;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.worker.style.StyleMapping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts a stream's styles into the {@code styles} topic. */
public final class StylePublisher {

    private final KafkaClients clients;
    private final StreamAddress stream;
    private final Clock clock;

    /** Publishes the styles of one stream. */
    public StylePublisher(KafkaClients clients, StreamAddress stream, Clock clock) {
        this.clients = clients;
        this.stream = stream;
        this.clock = clock;
    }

    /** Makes a stream's next style from its last one. */
    public interface Change {

        /** The next style, whatever its revision; {@code before} is null where the stream has none that workers take. */
        StyleUpdate next(@Nullable StyleUpdate before);
    }

    /**
     * Publishes a style, numbered one above the stream's highest; when this returns, the cluster has it.
     *
     * @param at media time from which it holds; null: now
     * @return what was published
     */
    public StyleUpdate publish(@Nullable Instant at, Change change) {
        Last last = last();
        StyleUpdate numbered = StyleUpdate.newBuilder(change.next(last.style()))
                .setRevision(last.revision() + 1)
                .build();
        long fromMs = at == null ? clock.millis() : at.toEpochMilli();
        try (Producer<String, StyleUpdate> producer = clients.producer("styles", StyleUpdate.class, Map.of())) {
            producer.send(new ProducerRecord<>(
                            Topics.STYLES.name(), stream.slot(), fromMs, stream.streamId(), numbered))
                    .get();
            return numbered;
        } catch (ExecutionException e) {
            throw new UserError(
                    KafkaFailures.explain(e).orElseGet(() -> "the style could not be published: " + e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while publishing the style", e);
        }
    }

    /**
     * What the stream's next style follows. Updates that workers refuse, because they do not map to a style
     * ({@link StyleMapping}) or are another stream's, were never seen: they are passed over, so that one of them does not
     * spoil all that come after it. Only their numbers count, which are not given twice.
     */
    private Last last() {
        List<StyleUpdate> updates = new ArrayList<>();
        new PartitionReader(clients)
                .read(
                        Topics.STYLES,
                        stream.slot(),
                        stream.streamId(),
                        Long.MAX_VALUE,
                        style -> updates.add(style.value()));
        Last last = new Last(null, 0);
        for (StyleUpdate update : updates) {
            last = last.and(update, isTaken(update));
        }
        return last;
    }

    private boolean isTaken(StyleUpdate update) {
        try {
            StyleMapping.toStyle(update);
            return stream.streamId().equals(update.getStreamId());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /**
     * Where a stream's updates have come to.
     *
     * @param style of the highest revision that workers take; null: none
     * @param revision the highest of all
     */
    private record Last(@Nullable StyleUpdate style, long revision) {

        Last and(StyleUpdate update, boolean taken) {
            boolean newer = style == null || update.getRevision() > style.getRevision();
            return new Last(taken && newer ? update : style, Math.max(revision, update.getRevision()));
        }
    }
}
