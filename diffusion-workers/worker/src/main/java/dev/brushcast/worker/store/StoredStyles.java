package dev.brushcast.worker.store;

import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.worker.style.StyleHistory;
import dev.brushcast.worker.style.StyleMapping;
import org.apache.kafka.streams.state.VersionedKeyValueStore;
import org.apache.kafka.streams.state.VersionedRecord;
import org.jspecify.annotations.Nullable;

/** One stream's style updates, in the versioned store. Owned by the stream thread. */
public final class StoredStyles implements StyleHistory {

    private final VersionedKeyValueStore<String, StyleUpdate> store;
    private final String streamId;

    public StoredStyles(VersionedKeyValueStore<String, StyleUpdate> store, String streamId) {
        this.store = store;
        this.streamId = streamId;
    }

    @Override
    public @Nullable Entry asOf(long timestampMs) {
        VersionedRecord<StyleUpdate> found = store.get(streamId, timestampMs);
        if (found == null) {
            return null;
        }
        StyleUpdate update = found.value();
        return new Entry(StyleMapping.toStyle(update), found.timestamp(), update.getTransitionUs());
    }
}
