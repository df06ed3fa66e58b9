package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.StyledCopy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What streams ask for, by their last chunk: not every model can do every style, and with streams that have pictures another one than
 * with those whose pictures are made from the prompt alone. Safe for use by several threads.
 */
final class StreamAsks {

    /** Who makes up streams is not to fill the memory. */
    private static final int REMEMBERED = 1_000;

    private final Map<String, Asked> streams = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * A stream's.
     *
     * @param model null: the worker's first
     */
    record Asked(@Nullable String model, boolean fromPicture) {}

    synchronized void note(VideoChunk chunk) {
        streams.put(chunk.getStreamId(), new Asked(chunk.getModel(), StyledCopy.hasPictures(chunk)));
    }

    /** Null: no chunk of it has come yet. */
    synchronized @Nullable Asked of(String streamId) {
        return streams.get(streamId);
    }
}
