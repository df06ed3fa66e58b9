package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.faults.RecordPlace;
import dev.brushcast.worker.faults.RecordTime;
import dev.brushcast.worker.store.Stores;
import dev.brushcast.worker.style.StyleMapping;
import dev.brushcast.worker.style.StyleTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.VersionedKeyValueStore;

/**
 * Keeps the style updates by the media time that they are for, and says so in an event. One that asks for what no engine or
 * not this model can do, or for a time that makes no sense, is not kept; it goes to the dead-letter topic, and the style
 * before stays. Owned by its stream thread.
 */
final class StyleProcessor {

    private final BiFunction<String, Style, Optional<String>> refusal;
    private final StyleEvents events;
    private final ProcessorContext<String, Slotted<?>> context;
    private final VersionedKeyValueStore<String, StyleUpdate> styles;

    /** @param refusal why the model cannot render a stream in a style; empty if it can */
    StyleProcessor(
            BiFunction<String, Style, Optional<String>> refusal,
            StyleEvents events,
            ProcessorContext<String, Slotted<?>> context) {
        this.refusal = refusal;
        this.events = events;
        this.context = context;
        styles = context.getStateStore(Stores.STYLES);
    }

    void process(Record<String, StyleUpdate> record) {
        StyleUpdate update = record.value();
        if (update == null) {
            throw new IllegalArgumentException("a style update without a value");
        }
        long timestampMs = RecordTime.of(record.headers());
        Plausibility.require(record.key(), timestampMs, update);
        Style style = StyleMapping.toStyle(update); // refuses what cannot be rendered before it is kept
        refusal.apply(update.getStreamId(), style).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        requireNotTooFarAhead(timestampMs);
        long kept = styles.put(update.getStreamId(), update, timestampMs);
        if (kept == VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT) {
            throw new IllegalArgumentException(
                    "a style update for " + Instant.ofEpochMilli(timestampMs) + ", longer ago than styles are kept");
        }
        tell(update);
        // Else the transaction would be open while the next chunk is rendered, and a worker that is killed then would
        // hold
        // up readers and the one that takes over.
        context.commit();
    }

    /** Whoever has published it may wait for the answer. */
    private void tell(StyleUpdate update) {
        RecordMetadata record = context.recordMetadata().orElseThrow();
        RecordPlace place = new RecordPlace(record.topic(), record.partition(), record.offset());
        long nowMs = context.currentSystemTimeMs();
        Slotted<StreamEvent> event = new Slotted<>(record.partition(), events.taken(update, place, nowMs));
        context.forward(new Record<>(update.getStreamId(), event, nowMs, new RecordHeaders()), Nodes.EVENTS);
    }

    /** The store forgets by the newest update it has seen: one for the year 3000 would make it forget all others. */
    private void requireNotTooFarAhead(long timestampMs) {
        if (timestampMs > context.currentSystemTimeMs() + StyleTimes.AHEAD.toMillis()) {
            throw new IllegalArgumentException(
                    "a style update for " + Instant.ofEpochMilli(timestampMs) + ", more than a year ahead");
        }
    }
}
