package dev.brushcast.compose.local;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.worker.faults.RecordPlace;
import dev.brushcast.worker.style.StyleMapping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts a stream's styles into the {@code styles} topic. */
public final class StylePublisher {

    /** Of a slot's newest events: more than a day has of any stream that is well. */
    private static final long EVENTS_LOOKED_AT = 20_000;

    private final KafkaClients clients;
    private final Topics topics;
    private final StreamAddress stream;
    private final Clock clock;

    /** Publishes the styles of one stream. */
    public StylePublisher(KafkaClients clients, Topics topics, StreamAddress stream, Clock clock) {
        this.clients = clients;
        this.topics = topics;
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
     * @return what was published, and where
     */
    public Published publish(@Nullable Instant at, Change change) {
        Last last = last();
        StyleUpdate numbered = StyleUpdate.newBuilder(change.next(last.style()))
                .setRevision(last.revision() + 1)
                .build();
        long fromMs = at == null ? clock.millis() : at.toEpochMilli();
        try (Producer<String, StyleUpdate> producer = clients.producer("styles", StyleUpdate.class, Map.of())) {
            long offset = producer.send(new ProducerRecord<>(
                            topics.styles().name(), stream.slot(), fromMs, stream.streamId(), numbered))
                    .get()
                    .offset();
            return new Published(
                    numbered, offset, Optional.ofNullable(last.style()).map(StyleUpdate::getRevision));
        } catch (ExecutionException e) {
            throw new UserError(
                    KafkaFailures.explain(e).orElseGet(() -> "the style could not be published: " + Reason.of(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while publishing the style", e);
        }
    }

    /**
     * What the stream's next style follows. Updates that workers refuse, because they do not map to a style
     * ({@link StyleMapping}), are another stream's, or ask for what the model cannot do, were never seen: they are passed
     * over, so that one of them does not spoil all that come after it. Only their numbers count, which are not given twice.
     */
    private Last last() {
        PartitionReader reader = new PartitionReader(clients);
        List<ConsumerRecord<String, StyleUpdate>> updates = new ArrayList<>();
        reader.read(topics.styles(), stream.slot(), stream.streamId(), Long.MAX_VALUE, updates::add);
        Set<Long> refused = updates.isEmpty() ? Set.of() : refused(reader);
        Last last = new Last(null, 0);
        for (ConsumerRecord<String, StyleUpdate> update : updates) {
            StyleUpdate style = update.value();
            if (style != null) {
                last = last.and(style, isTaken(style) && !refused.contains(update.offset()));
            }
        }
        return last;
    }

    /** Offsets of the stream's styles that workers have refused lately, and none has taken. */
    private Set<Long> refused(PartitionReader reader) {
        Set<Long> refused = new HashSet<>();
        Set<Long> taken = new HashSet<>();
        reader.read(topics.events(), stream.slot(), stream.streamId(), EVENTS_LOOKED_AT, event -> {
            Optional<RecordPlace> about = Optional.ofNullable(event.value()).flatMap(RecordPlace::of);
            if (about.isPresent() && about.get().topic().equals(topics.styles().name())) {
                long offset = about.get().offset();
                switch (event.value().getType()) {
                    case ERROR -> refused.add(offset);
                    case STYLE_TAKEN -> taken.add(offset);
                    default -> {}
                }
            }
        });
        refused.removeAll(taken);
        return refused;
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
     * A style that the cluster has.
     *
     * @param update as it was published
     * @param offset its place in the stream's slot
     * @param before revision of the style that it was made from; empty: the stream had none
     */
    public record Published(StyleUpdate update, long offset, Optional<Long> before) {}

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
