package dev.brushcast.kit.hosts;

import dev.brushcast.contract.avro.DesiredStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one slot's records say, read from their beginning. A slot is one stream's; where records of two are there, it is that of
 * the one that came first, until that is removed. Confined to one thread.
 */
final class SlotStreams {

    private final Map<String, DesiredStream> streams = new LinkedHashMap<>();

    /** A record of the slot; null: the stream is removed. */
    void accept(String streamId, @Nullable DesiredStream stream) {
        if (stream == null) {
            streams.remove(streamId);
        } else {
            streams.put(streamId, stream); // one that is there keeps its turn
        }
    }

    /** The stream that has the slot; null: it is free. */
    @Nullable
    DesiredStream holder() {
        return streams.isEmpty() ? null : streams.values().iterator().next();
    }
}
