package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.StyledCopy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Streams whose pictures are made from the prompt alone, by their last chunk: models can do other styles with them than
 * with those that have pictures. Any other stream is taken for one with pictures, also before its first chunk. Safe for use
 * by several threads.
 */
final class PromptedStreams {

    /** Who makes up streams is not to fill the memory. */
    private static final int REMEMBERED = 1_000;

    private final Map<String, Boolean> prompted = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized void note(VideoChunk chunk) {
        if (StyledCopy.hasPictures(chunk)) {
            prompted.remove(chunk.getStreamId());
        } else {
            prompted.put(chunk.getStreamId(), true);
        }
    }

    synchronized boolean contains(String streamId) {
        return prompted.containsKey(streamId);
    }
}
