package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a stream has asked for: collects the outcomes that come out meanwhile, and completes once nothing of it is at work.
 * Safe for use by several threads.
 */
final class ChunkJob {

    private final CompletableFuture<List<FrameResult>> result = new CompletableFuture<>();
    private final List<FrameResult> results = new ArrayList<>();
    private final Executor completions;
    private int atWork = 1;

    /** @param completions where what depends on the result is run, off the engine's own threads */
    ChunkJob(Executor completions) {
        this.completions = completions;
    }

    CompletableFuture<List<FrameResult>> result() {
        return result;
    }

    /** One thing more is at work for it. The job begins with one: whoever made it. */
    synchronized void hold() {
        atWork++;
    }

    /** Outcomes of frames. */
    synchronized void add(List<FrameResult> outcomes) {
        results.addAll(outcomes);
    }

    /** One thing is no more at work. */
    void release() {
        List<FrameResult> all;
        synchronized (this) {
            atWork--;
            if (atWork > 0) {
                return;
            }
            results.sort(Comparator.comparingLong(FrameResult::number));
            all = List.copyOf(results);
        }
        completions.execute(() -> result.complete(all));
    }

    /** The engine cannot go on. */
    void abort(EngineException cause) {
        result.completeExceptionally(cause);
    }
}
