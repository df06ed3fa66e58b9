package dev.brushcast.engine.video.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.pipeline.OpenJobs;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a stream has asked for: completes with the outcomes that have come out meanwhile, once nothing of it is at work.
 * Safe for use by several threads.
 */
final class ChunkJob implements OpenJobs.Job {

    private final CompletableFuture<List<FrameResult>> result = new CompletableFuture<>();
    private final Outbox outbox;
    private final Executor completions;
    private int atWork = 1;
    private boolean over;

    /**
     * A job that is at work.
     *
     * @param outbox of its stream: what comes out after the job is over lies there for the next one
     * @param completions where what depends on the result is run, off the engine's own threads
     */
    ChunkJob(Outbox outbox, Executor completions) {
        this.outbox = outbox;
        this.completions = completions;
    }

    @Override
    public CompletableFuture<List<FrameResult>> result() {
        return result;
    }

    /** One thing more is at work for it. The job begins with one: whoever made it. */
    synchronized void hold() {
        atWork++;
    }

    /** Outcomes of frames. */
    void add(List<FrameResult> outcomes) {
        outbox.add(outcomes);
    }

    /** One thing is no more at work. */
    void release() {
        synchronized (this) {
            atWork--;
            if (atWork > 0 || over) {
                return;
            }
            over = true;
        }
        List<FrameResult> all = outbox.takeAll();
        try {
            completions.execute(() -> result.complete(all));
        } catch (RejectedExecutionException e) {
            abort(new EngineException("the engine is closed", e));
        }
    }

    @Override
    public void abort(EngineException cause) {
        result.completeExceptionally(cause);
    }
}
