package dev.brushcast.worker.topology;

import dev.brushcast.contract.avro.ChunkTiming;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.worker.store.Stores;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sums up each stream's timings. In the same sub-topology as the rendering: one of its own would double the number of
 * tasks, and a thread could be given two that render. Owned by its stream thread.
 */
final class HealthProcessor {

    private final ProcessorContext<String, Slotted<StreamHealth>> context;
    private final KeyValueStore<String, StreamHealth> totals;

    HealthProcessor(ProcessorContext<String, Slotted<StreamHealth>> context) {
        this.context = context;
        totals = context.getStateStore(Stores.HEALTH);
    }

    void process(Record<String, Slotted<ChunkTiming>> record) {
        StreamHealth health =
                HealthTotals.add(totals.get(record.key()), record.value().value());
        totals.put(record.key(), health);
        context.forward(record.withValue(new Slotted<>(record.value().slot(), health)));
    }
}
