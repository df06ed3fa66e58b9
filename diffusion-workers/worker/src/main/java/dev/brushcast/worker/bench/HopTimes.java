package dev.brushcast.worker.bench;

import dev.brushcast.contract.avro.StyledChunk;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The times of the chunks that came back, those of the warm-up left out. Owned by the reader's thread. */
final class HopTimes {

    private final int skipped;
    private final long[] toWorker;
    private final long[] inWorker;
    private final long[] fromWorker;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int seen;

    HopTimes(int warmUpChunks, int chunks) {
        skipped = warmUpChunks;
        toWorker = new long[chunks];
        inWorker = new long[chunks];
        fromWorker = new long[chunks];
    }

    void add(StyledChunk chunk, long readAtUs) {
        int index = seen++ - skipped;
        if (index >= 0) {
            toWorker[index] = chunk.getReceivedAtUs() - chunk.getPublishedAtUs();
            inWorker[index] = chunk.getFinishedAtUs() - chunk.getReceivedAtUs();
            fromWorker[index] = readAtUs - chunk.getFinishedAtUs();
        }
    }

    int count() {
        return seen;
    }

    /** From any thread: what became of a chunk that was sent; null if all is well. */
    void failed(@Nullable Exception cause) {
        if (cause != null) {
            failure.compareAndSet(null, cause);
        }
    }

    /** Whether all chunks came back; throws if one could not be sent. */
    boolean complete() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("a chunk could not be sent: " + cause.getMessage(), cause);
        }
        return seen >= skipped + toWorker.length;
    }

    HopReport report(long chunkBytes) {
        return new HopReport(
                toWorker.length,
                chunkBytes,
                Percentiles.of(toWorker),
                Percentiles.of(inWorker),
                Percentiles.of(fromWorker));
    }
}
