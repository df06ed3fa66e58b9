package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.validation.Plausibility;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.faults.RecordTime;
import dev.brushcast.worker.store.Stores;
import dev.brushcast.worker.style.StyleMapping;
import dev.brushcast.worker.style.StyleTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.VersionedKeyValueStore;

/**
 * Keeps the style updates by the media time that they are for. One that asks for what no engine or not this model can do, or for a time
 * that makes no sense, is not kept; it goes to the dead-letter topic, and the style before stays. Owned by its stream
 * thread.
 */
final class StyleProcessor {

    private final Function<Style, Optional<String>> refusal;
    private final ProcessorContext<Void, Void> context;
    private final VersionedKeyValueStore<String, StyleUpdate> styles;

    /** @param refusal why the model cannot render in a style; empty if it can */
    StyleProcessor(Function<Style, Optional<String>> refusal, ProcessorContext<Void, Void> context) {
        this.refusal = refusal;
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
        refusal.apply(style).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        requireNotTooFarAhead(timestampMs);
        long kept = styles.put(update.getStreamId(), update, timestampMs);
        if (kept == VersionedKeyValueStore.PUT_RETURN_CODE_NOT_PUT) {
            throw new IllegalArgumentException(
                    "a style update for " + Instant.ofEpochMilli(timestampMs) + ", longer ago than styles are kept");
        }
        // Else the transaction would be open while the next chunk is rendered, and a worker that is killed then would
        // hold
        // up readers and the one that takes over.
        context.commit();
    }

    /** The store forgets by the newest update it has seen: one for the year 3000 would make it forget all others. */
    private void requireNotTooFarAhead(long timestampMs) {
        if (timestampMs > context.currentSystemTimeMs() + StyleTimes.AHEAD.toMillis()) {
            throw new IllegalArgumentException(
                    "a style update for " + Instant.ofEpochMilli(timestampMs) + ", more than a year ahead");
        }
    }
}
