package dev.brushcast.compose.control.style;

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
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Puts a stream's styles into the {@code styles} topic. */
public final class StylePublisher {

    /** Of a slot's newest events: more than a day has of any stream that is well. */
    private static final long EVENTS_LOOKED_AT = 20_000;

    private final KafkaClients clients;
    private final Topics topics;
    private final StreamAddress stream;
    private final Clock clock;
    private final Map<String, String> settings;

    /** Publishes the styles of one stream. */
    public StylePublisher(KafkaClients clients, Topics topics, StreamAddress stream, Clock clock) {
        this(clients, topics, stream, clock, Map.of());
    }

    private StylePublisher(
            KafkaClients clients, Topics topics, StreamAddress stream, Clock clock, Map<String, String> settings) {
        this.clients = clients;
        this.topics = topics;
        this.stream = stream;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * The same, in a transaction of its slot's: of several control instances that number a stream's next style at a time, one
     * does, and the others find out.
     */
    public static StylePublisher exclusive(KafkaClients clients, Topics topics, StreamAddress stream, Clock clock) {
        String pen = topics.prefix() + "control-style-" + stream.slot();
        return new StylePublisher(clients, topics, stream, clock, Map.of("transactional.id", pen));
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
        long fromMs = at == null ? clock.millis() : at.toEpochMilli();
        boolean exclusive = !settings.isEmpty();
        try (Producer<String, StyleUpdate> producer = clients.producer("styles", StyleUpdate.class, settings)) {
            if (exclusive) {
                producer.initTransactions();
            }
            Last last = last();
            StyleUpdate numbered = StyleUpdate.newBuilder(change.next(last.style()))
                    .setRevision(last.revision() + 1)
                    .build();
            if (exclusive) {
                producer.beginTransaction();
            }
            long offset = producer.send(new ProducerRecord<>(
                            topics.styles().name(), stream.slot(), fromMs, stream.streamId(), numbered))
                    .get()
                    .offset();
            if (exclusive) {
                producer.commitTransaction();
            }
            return new Published(
                    numbered,
                    Instant.ofEpochMilli(fromMs),
                    offset,
                    Optional.ofNullable(last.style()).map(StyleUpdate::getRevision));
        } catch (ExecutionException | KafkaException e) {
            throw new UserError(
                    KafkaFailures.explain(e).orElseGet(() -> "the style could not be published: " + Reason.of(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while publishing the style", e);
        }
    }

    /** The style of the highest revision that workers take, and from when it holds; empty: the stream has none. */
    public Optional<Current> current() {
        Last last = last();
        return last.style() == null
                ? Optional.empty()
                : Optional.of(new Current(last.style(), Instant.ofEpochMilli(last.fromMs())));
    }

    /**
     * A stream's last style.
     *
     * @param from the media time from which it holds
     */
    public record Current(StyleUpdate update, Instant from) {}

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
        Last last = new Last(null, 0, 0);
        for (ConsumerRecord<String, StyleUpdate> update : updates) {
            StyleUpdate style = update.value();
            if (style != null) {
                last = last.and(update, isTaken(style) && !refused.contains(update.offset()));
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
     * @param from the media time from which it holds
     * @param offset its place in the stream's slot
     * @param before revision of the style that it was made from; empty: the stream had none
     */
    public record Published(StyleUpdate update, Instant from, long offset, Optional<Long> before) {}

    /**
     * Where a stream's updates have come to.
     *
     * @param style of the highest revision that workers take; null: none
     * @param fromMs the media time from which it holds, ms since 1970
     * @param revision the highest of all
     */
    private record Last(@Nullable StyleUpdate style, long fromMs, long revision) {

        Last and(ConsumerRecord<String, StyleUpdate> record, boolean taken) {
            StyleUpdate update = record.value();
            boolean newer = style == null || update.getRevision() > style.getRevision();
            long highest = Math.max(revision, update.getRevision());
            return taken && newer ? new Last(update, record.timestamp(), highest) : new Last(style, fromMs, highest);
        }
    }
}
