package dev.brushcast.ingest.restream;

import dev.brushcast.kit.kafka.SlotReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A track that is read from a slot of a topic; closes its reader. */
final class SlotTrack<V> implements Track<V>, AutoCloseable {

    private final SlotReader<V> reader;
    private final long last;
    private final Deque<SlotReader.Placed<V>> ahead = new ArrayDeque<>();
    private long taken;

    /**
     * From where a reader was sent to.
     *
     * @param first offset from which it reads
     * @param last offset of the last record that is wanted; {@link Long#MAX_VALUE}: there is none
     */
    SlotTrack(SlotReader<V> reader, long first, long last) {
        this.reader = reader;
        this.last = last;
        this.taken = first - 1;
        reader.seek(first);
    }

    @Override
    public @Nullable V peek(Duration wait) {
        if (ahead.isEmpty() && !isOver()) {
            ahead.addAll(reader.pollPlaced(wait));
        }
        SlotReader.Placed<V> next = ahead.peek();
        return next == null || next.offset() > last ? null : next.value();
    }

    @Override
    public void take() {
        taken = ahead.remove().offset();
    }

    @Override
    public boolean isOver() {
        return taken >= last || (!ahead.isEmpty() && ahead.element().offset() > last);
    }

    @Override
    public void close() {
        reader.close();
    }
}
