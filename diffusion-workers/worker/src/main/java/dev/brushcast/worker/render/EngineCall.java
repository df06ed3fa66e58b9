package dev.brushcast.worker.render;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameLatency;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.kit.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks the engine and waits for the answer, but not for ever. Safe for use by several threads. */
final class EngineCall {

    private final DiffusionEngine engine;
    private final EnginePatience patience;
    private final LongSupplier nanoClock;

    EngineCall(DiffusionEngine engine, EnginePatience patience, LongSupplier nanoClock) {
        this.engine = engine;
        this.patience = patience;
        this.nanoClock = nanoClock;
    }

    /**
     * The engine's answer.
     *
     * @throws RenderTimeoutException if there is none in time; the answer is not waited for any more
     * @throws EngineException if the engine is closed, broken or stuck
     */
    RenderResult await(StreamSession session, RenderRequest request) throws RenderTimeoutException {
        return await(() -> session.render(request), request.deadlineNanos());
    }

    /**
     * What is still on its way in a session; throws as {@link #await} does.
     *
     * @param deadlineNanos of the newest chunk that is on its way
     */
    List<FrameResult> drain(StreamSession session, long deadlineNanos) throws RenderTimeoutException {
        return await(session::drain, deadlineNanos);
    }

    private <T> T await(Supplier<CompletionStage<T>> question, long deadlineNanos) throws RenderTimeoutException {
        long limit = patience.forOne(deadlineNanos);
        if (limit == 0) {
            throw new RenderTimeoutException();
        }
        long asked = nanoClock.getAsLong();
        // On a thread of its own, because handing in blocks while the engine's input queue is full.
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, Thread::startVirtualThread)
                .thenCompose(Function.identity());
        // Also one that comes too late says that the engine works.
        CompletableFuture<Void> heard = answer.thenAccept(_ -> patience.answered(asked));
        try {
            T result = answer.get(limit, TimeUnit.NANOSECONDS);
            heard.join();
            return result;
        } catch (TimeoutException e) {
            throw timedOut(Duration.ofNanos(limit), asked, deadlineNanos != Long.MAX_VALUE);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the engine was at work", e);
        }
    }

    /** See {@link DiffusionEngine#open}. */
    StreamSession open(String streamId) {
        return engine.open(streamId);
    }

    /** See {@link DiffusionEngine#latency}. */
    Optional<FrameLatency> latency(PictureSize size, Style style, boolean fromPicture) {
        return engine.latency(size, style, fromPicture);
    }

    /** See {@link DiffusionEngine#refusal}. */
    Optional<String> refusal(Style style, boolean fromPicture) {
        return engine.refusal(style, fromPicture);
    }

    private RenderTimeoutException timedOut(Duration limit, long askedNanos, boolean live) {
        RenderTimeoutException timeout = new RenderTimeoutException(limit);
        if (patience.isStuckAfter(askedNanos, live)) {
            throw new EngineException(
                    "The engine is stuck: several chunks in a row without an answer; restart the worker", timeout);
        }
        return timeout;
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        return new EngineException("the engine failed: " + Reason.of(e), e);
    }
}
