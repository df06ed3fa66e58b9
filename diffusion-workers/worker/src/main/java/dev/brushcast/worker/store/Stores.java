package dev.brushcast.worker.store;

import static org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore;
import static org.apache.kafka.streams.state.Stores.keyValueStoreBuilder;
import static org.apache.kafka.streams.state.Stores.persistentVersionedKeyValueStore;
import static org.apache.kafka.streams.state.Stores.versionedKeyValueStoreBuilder;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StreamHealth;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.contract.wire.AvroSerdes;
import dev.brushcast.worker.render.StreamState;
import dev.brushcast.worker.style.StyleTimes;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.VersionedKeyValueStore;

/** What a worker keeps, each store with a changelog so that any other worker can go on. */
public final class Stores {

    /** Style updates by stream and media time. */
    public static final String STYLES = "styles";

    /** {@link StreamState} by stream; empty ones are left out. */
    public static final String STATES = "states";

    /** {@link StreamHealth} by stream. */
    public static final String HEALTH = "health";

    /**
     * Records carry media time, which runs ahead of the clock when a recording is read faster than it plays, and Kafka
     * refuses what is over an hour ahead unless told not to. Small segments, because a restore reads them whole.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE),
            "max.message.bytes", Integer.toString(Topics.MAX_RECORD_BYTES),
            "segment.bytes", Integer.toString(Topics.MAX_RECORD_BYTES));

    private Stores() {}

    /** The names that Kafka Streams gives the stores' topics. */
    public static Set<String> changelogs(String group) {
        return Stream.of(STYLES, STATES, HEALTH)
                .map(store -> group + "-" + store + "-changelog")
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * As long as the topic keeps updates, the store does: longer than any recording, so that a replay finds the style of
     * each of its frames. It counts back from the newest update that it has seen, which may be for as far ahead as any.
     * A prompt is small; even thousands of updates are a few megabytes.
     */
    public static StoreBuilder<VersionedKeyValueStore<String, StyleUpdate>> styles(AvroSerdes serdes) {
        return versionedKeyValueStoreBuilder(
                        persistentVersionedKeyValueStore(STYLES, StyleTimes.KEPT.plus(StyleTimes.AHEAD)),
                        Serdes.String(),
                        serdes.value(StyleUpdate.class))
                .withLoggingEnabled(CHANGELOG);
    }

    public static StoreBuilder<KeyValueStore<String, StreamState>> states() {
        return keyValueStoreBuilder(inMemoryKeyValueStore(STATES), Serdes.String(), StreamStateCodec.serde())
                .withLoggingEnabled(CHANGELOG);
    }

    public static StoreBuilder<KeyValueStore<String, StreamHealth>> health(AvroSerdes serdes) {
        return keyValueStoreBuilder(inMemoryKeyValueStore(HEALTH), Serdes.String(), serdes.value(StreamHealth.class))
                .withLoggingEnabled(CHANGELOG);
    }
}
