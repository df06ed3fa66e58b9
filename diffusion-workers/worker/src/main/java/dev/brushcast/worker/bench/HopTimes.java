package dev.brushcast.worker.bench;

import dev.brushcast.contract.avro.StyledChunk;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The times of the chunks that came back, those of the warm-up left out. Owned by the reader's thread. */
final class HopTimes {

    private static final int SIGNIFICANT_DIGITS = 3;

    private final int skipped;
    private final int chunks;
    private final Histogram toWorker = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram inWorker = new Histogram(SIGNIFICANT_DIGITS);
    private final Histogram fromWorker = new Histogram(SIGNIFICANT_DIGITS);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private int seen;

    HopTimes(int warmUpChunks, int chunks) {
        skipped = warmUpChunks;
        this.chunks = chunks;
    }

    void add(StyledChunk chunk, long readAtUs) {
        int index = seen++ - skipped;
        if (index >= 0 && index < chunks) {
            note(toWorker, chunk.getReceivedAtUs() - chunk.getPublishedAtUs());
            note(inWorker, chunk.getFinishedAtUs() - chunk.getReceivedAtUs());
            note(fromWorker, readAtUs - chunk.getFinishedAtUs());
        }
    }

    /** A wall clock that is set back must not end the benchmark. */
    private static void note(Histogram histogram, long us) {
        histogram.recordValue(Math.max(0, us));
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
        return seen >= skipped + chunks;
    }

    HopReport report(long chunkBytes) {
        return new HopReport(
                chunks, chunkBytes, HopLatency.of(toWorker), HopLatency.of(inWorker), HopLatency.of(fromWorker));
    }
}
