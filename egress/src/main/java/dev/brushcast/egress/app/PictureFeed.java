package dev.brushcast.egress.app;

import dev.brushcast.egress.timeline.Chunk;
import dev.brushcast.kit.kafka.SlotReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A video topic as chunks, as far as they are wanted. Confined to one thread.
 *
 * @param <V> its records
 */
final class PictureFeed<V> implements AutoCloseable {

    private final SlotReader<V> reader;
    private final Function<V, Chunk> toChunk;
    private final long firstEpoch;
    private final Until until;
    private final long lastOffset;
    private boolean over;

    /**
     * Of what was recorded and what comes.
     *
     * @param reader closed with this
     * @param toChunk what a record is to the timeline
     * @param firstEpoch earlier ones are passed over
     */
    PictureFeed(SlotReader<V> reader, Function<V, Chunk> toChunk, long firstEpoch) {
        this(reader, toChunk, firstEpoch, Until.NEVER, Long.MAX_VALUE);
    }

    /**
     * Of what was recorded.
     *
     * @param until where it ends
     * @param lastOffset of the last record that there is
     */
    PictureFeed(SlotReader<V> reader, Function<V, Chunk> toChunk, long firstEpoch, Until until, long lastOffset) {
        this.reader = reader;
        this.toChunk = toChunk;
        this.firstEpoch = firstEpoch;
        this.until = until;
        this.lastOffset = lastOffset;
        this.over = lastOffset < 0;
    }

    /** Chunks that have come; waits for at most so long if there are none yet. */
    List<Chunk> poll(Duration wait) {
        List<Chunk> chunks = new ArrayList<>();
        for (SlotReader.Placed<V> record : reader.pollPlaced(wait)) {
            Chunk chunk = toChunk.apply(record.value());
            if (!over && chunk.epoch().epoch() >= firstEpoch && chunk.epoch().epoch() <= until.epoch()) {
                chunks.add(until.of(chunk));
            }
            over |= until.isOver(chunk) || record.offset() >= lastOffset;
        }
        return chunks;
    }

    /** True: nothing that is wanted follows. */
    boolean over() {
        return over;
    }

    @Override
    public void close() {
        reader.close();
    }
}
