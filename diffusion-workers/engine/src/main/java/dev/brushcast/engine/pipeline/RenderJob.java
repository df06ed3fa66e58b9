package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A request in the engine: collects its frames' outcomes and completes. Safe for use by several threads. */
final class RenderJob implements OpenJobs.Job {

    private final String streamId;
    private final RenderRequest request;
    private final CompletableFuture<RenderResult> result = new CompletableFuture<>();
    private final Map<FrameSlot, RenderedFrame> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger ahead = new AtomicInteger();
    private final Executor completions;
    private volatile RequestPlan plan = RequestPlan.EMPTY;

    /** @param completions where what depends on the result is run, off the engine's own threads */
    RenderJob(String streamId, RenderRequest request, Executor completions) {
        this.streamId = streamId;
        this.request = request;
        this.completions = completions;
    }

    String streamId() {
        return streamId;
    }

    RenderRequest request() {
        return request;
    }

    @Override
    public CompletableFuture<RenderResult> result() {
        return result;
    }

    /** How many of its frames are on their way to their first step. */
    AtomicInteger ahead() {
        return ahead;
    }

    /** Takes on what is to become of the frames; completes at once where nothing is to be rendered. */
    void begin(RequestPlan planned) {
        plan = planned;
        pending.set(planned.rendered().size());
        ahead.set(planned.rendered().size());
        if (planned.rendered().isEmpty()) {
            complete();
        }
    }

    void done(FrameSlot slot, RenderedFrame outcome) {
        if (outcomes.putIfAbsent(slot, outcome) == null && pending.decrementAndGet() == 0) {
            complete();
        }
    }

    @Override
    public void abort(EngineException cause) {
        result.completeExceptionally(cause);
    }

    private void complete() {
        RenderResult finished = plan.result(request, outcomes);
        try {
            completions.execute(() -> result.complete(finished));
        } catch (RejectedExecutionException e) {
            abort(new EngineException("the engine is closed", e));
        }
    }
}
