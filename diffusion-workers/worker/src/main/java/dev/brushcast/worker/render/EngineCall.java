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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the engine and waits for the answer, but not for ever. Safe for use by several threads. */
final class EngineCall {

    /** An engine that lets so many chunks in a row pass without an answer is not slow but stuck. */
    private static final int MAX_TIMEOUTS_IN_A_ROW = 3;

    private final DiffusionEngine engine;
    private final Duration limit;
    private final AtomicInteger timeoutsInARow = new AtomicInteger();

    EngineCall(DiffusionEngine engine, Duration limit) {
        this.engine = engine;
        this.limit = limit;
    }

    /**
     * The engine's answer.
     *
     * @throws RenderTimeoutException if there is none in time; the answer is not waited for any more
     * @throws EngineException if the engine is closed, broken or stuck
     */
    RenderResult await(StreamSession session, RenderRequest request) throws RenderTimeoutException {
        return await(() -> session.render(request));
    }

    /** What is still on its way in a session; throws as {@link #await} does. */
    List<FrameResult> drain(StreamSession session) throws RenderTimeoutException {
        return await(session::drain);
    }

    private <T> T await(Supplier<CompletionStage<T>> question) throws RenderTimeoutException {
        // On a thread of its own, because handing in blocks while the engine's input queue is full.
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, Thread::startVirtualThread)
                .thenCompose(Function.identity());
        try {
            T result = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            timeoutsInARow.set(0);
            return result;
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw timedOut();
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

    private RenderTimeoutException timedOut() {
        int timeouts = timeoutsInARow.incrementAndGet();
        RenderTimeoutException timeout = new RenderTimeoutException(limit);
        if (timeouts >= MAX_TIMEOUTS_IN_A_ROW) {
            throw new EngineException(
                    "The engine is stuck: " + timeouts + " chunks in a row without an answer; restart the worker",
                    timeout);
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
