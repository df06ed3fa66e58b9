package dev.brushcast.egress.app;

import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.kit.kafka.SlotReader;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A video topic as chunks.
 *
 * @param reader closed with this
 * @param toChunk what a record is to the timeline
 * @param firstEpoch earlier ones are passed over
 */
record PictureFeed<V>(SlotReader<V> reader, Function<V, Chunk> toChunk, long firstEpoch) implements AutoCloseable {

    /** Chunks that have come; waits for at most so long if there are none yet. */
    List<Chunk> poll(Duration wait) {
        return reader.poll(wait).stream()
                .map(toChunk)
                .filter(chunk -> chunk.epoch().epoch() >= firstEpoch)
                .toList();
    }

    @Override
    public void close() {
        reader.close();
    }
}
