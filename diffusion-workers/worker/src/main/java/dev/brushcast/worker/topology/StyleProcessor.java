package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.worker.style.StyleMapping;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.VersionedKeyValueStore;

/**
 * Keeps the style updates by the media time that they are for. One that asks for what no engine can do is not kept; it
 * goes to the dead-letter topic, and the style before stays. Owned by its stream thread.
 */
final class StyleProcessor {

    private final VersionedKeyValueStore<String, StyleUpdate> styles;

    StyleProcessor(ProcessorContext<Void, Void> context) {
        styles = context.getStateStore(Stores.STYLES);
    }

    void process(Record<String, StyleUpdate> record) {
        StyleUpdate update = record.value();
        if (update == null) {
            throw new IllegalArgumentException("a style update without a value");
        }
        Keys.require(record.key(), update.getStreamId());
        StyleMapping.toStyle(update); // refuses what cannot be rendered before it is kept
        styles.put(update.getStreamId(), update, record.timestamp());
    }
}
