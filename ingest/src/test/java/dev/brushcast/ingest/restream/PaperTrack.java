package dev.brushcast.ingest.restream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records that are all there, or of which no more come. */
final class PaperTrack<V> implements Track<V> {

    private final Deque<V> records;
    private final boolean recorded;

    PaperTrack(List<V> records, boolean recorded) {
        this.records = new ArrayDeque<>(records);
        this.recorded = recorded;
    }

    @Override
    public @Nullable V peek(Duration wait) {
        return records.peek();
    }

    @Override
    public void take() {
        records.remove();
    }

    @Override
    public boolean isOver() {
        return recorded && records.isEmpty();
    }
}
