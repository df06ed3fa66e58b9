package dev.brushcast.worker.render;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker's tasks render chunks with: one engine, and threads for pictures. Safe for use by several threads; their
 * frames share the engine's batches.
 */
public final class ChunkRenderer implements AutoCloseable {

    private final EngineDescription model;
    private final EngineCall engine;
    private final WorkerClock clock;
    private final PayloadPool payloads;
    private final ChunkIntake intake;
    private final ChunkResults results;
    private final PromptedStreams prompted = new PromptedStreams();

    /**
     * @param budget how long live frames may take
     * @param viewers what is known of those who wait for them
     * @param worker name of the worker, for the records
     * @param limit how long the engine may take for a chunk before the worker goes on without
     * @param liveMargin how long after its deadline a live chunk is waited for, at least
     * @param payloadThreads how many pictures are decoded or encoded at a time, at least 1
     */
    public ChunkRenderer(
            DiffusionEngine engine,
            FrameBudget budget,
            Viewers viewers,
            WorkerClock clock,
            String worker,
            Duration limit,
            Duration liveMargin,
            int payloadThreads) {
        this.model = engine.description();
        this.engine = new EngineCall(engine, new EnginePatience(limit, liveMargin, clock.nanos()), clock.nanos());
        this.clock = clock;
        this.payloads = new PayloadPool(payloadThreads);
        ChunkPace pace = new ChunkPace(this.engine, model, budget, viewers, clock);
        this.intake = new ChunkIntake(model, pace, clock, worker, payloads);
        this.results = new ChunkResults(payloads, clock);
    }

    /** Why the model cannot render a stream in a style; empty if it can. */
    public Optional<String> refusal(String streamId, Style style) {
        return engine.refusal(style, !prompted.contains(streamId));
    }

    /** Whether a frame is rendered with those before it, so that streams have something in the engine between chunks. */
    public boolean looksBack() {
        return model.lookbackFrames() > 0;
    }

    /**
     * What renders the streams of one task.
     *
     * @param log the source chunks of the task's slot; closed with what is returned
     */
    public TaskRenderer ofTask(SourceLog log) {
        return new TaskRenderer(this, log);
    }

    EngineDescription model() {
        return model;
    }

    EngineCall engine() {
        return engine;
    }

    WorkerClock clock() {
        return clock;
    }

    PayloadPool payloads() {
        return payloads;
    }

    ChunkIntake intake() {
        return intake;
    }

    ChunkResults results() {
        return results;
    }

    PromptedStreams prompted() {
        return prompted;
    }

    @Override
    public void close() {
        payloads.close();
    }
}
