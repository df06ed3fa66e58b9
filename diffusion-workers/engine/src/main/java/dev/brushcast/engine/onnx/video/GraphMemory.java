package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.onnx.session.TensorBuffer;
import dev.brushcast.engine.video.model.CodecMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A stream's caches in a streaming graph: those that the next run reads, and room for those that it writes. */
final class GraphMemory implements CodecMemory {

    private List<TensorBuffer> now = List.of();
    private List<TensorBuffer> next = List.of();

    /** Whether nothing was run yet. */
    boolean isEmpty() {
        return now.isEmpty();
    }

    List<TensorBuffer> now() {
        return now;
    }

    List<TensorBuffer> next() {
        return next;
    }

    /** The caches that a stream's first run has made. */
    void begin(List<TensorBuffer> made, List<TensorBuffer> room) {
        now = new ArrayList<>(made);
        next = new ArrayList<>(room);
    }

    /** What was written is read next. */
    void turn() {
        List<TensorBuffer> read = now;
        now = next;
        next = read;
    }

    @Override
    public long bytes() {
        return Stream.of(now, next)
                .flatMap(List::stream)
                .mapToLong(TensorBuffer::bytes)
                .sum();
    }

    @Override
    public void close() {
        now.forEach(TensorBuffer::close);
        next.forEach(TensorBuffer::close);
    }
}
