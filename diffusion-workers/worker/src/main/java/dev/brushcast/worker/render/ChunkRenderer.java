package dev.brushcast.worker.render;

import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.LoadBoard;
import dev.brushcast.worker.schedule.Viewers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a worker's tasks render chunks with: its models, each with an engine of its own, and threads for pictures. Safe for use by several
 * threads; frames of one model share its engine's batches.
 */
public final class ChunkRenderer implements AutoCloseable {

    private final RenderModels models;
    private final LackedModel lacked;
    private final WorkerClock clock;
    private final PayloadPool payloads;
    private final ChunkResults results;
    private final StreamAsks asks = new StreamAsks();

    /**
     * @param engines one for each model, at least one; the first is for streams that ask for none
     * @param budget how long live frames may take
     * @param viewers what is known of those who wait for them
     * @param worker name of the worker, for the records
     * @param limit how long an engine may take for a chunk before the worker goes on without
     * @param liveMargin how long after its deadline a live chunk is waited for, at least
     * @param payloadThreads how many pictures are decoded or encoded at a time, at least 1
     */
    public ChunkRenderer(
            List<DiffusionEngine> engines,
            FrameBudget budget,
            Viewers viewers,
            WorkerClock clock,
            String worker,
            Duration limit,
            Duration liveMargin,
            int payloadThreads) {
        this.clock = clock;
        this.payloads = new PayloadPool(payloadThreads);
        this.results = new ChunkResults(payloads, clock);
        LoadBoard load = new LoadBoard(clock.nanos()); // of all models: they share the device
        this.models = new RenderModels(engines.stream()
                .map(engine -> {
                    EngineDescription model = engine.description();
                    EnginePatience patience = new EnginePatience(limit, liveMargin, clock.nanos());
                    EngineCall call = new EngineCall(engine, patience, clock.nanos());
                    ChunkPace pace = new ChunkPace(call, model, budget, viewers, load, clock);
                    return new RenderModel(model, call, new ChunkIntake(model, pace, clock, worker, payloads));
                })
                .toList());
        this.lacked = new LackedModel(models, clock, worker);
    }

    /**
     * Why a stream cannot be rendered in a style; empty if it can. Styles come before a stream's first chunk, which says for which model
     * they are: until then those are refused that no model can do.
     */
    public Optional<String> refusal(String streamId, Style style) {
        StreamAsks.Asked asked = asks.of(streamId);
        if (asked != null) {
            return models.named(asked.model()).flatMap(model -> model.engine().refusal(style, asked.fromPicture()));
        }
        Optional<String> why = Optional.empty();
        for (RenderModel model : models.all()) {
            why = model.engine().refusal(style, true);
            if (why.isEmpty()) {
                return why;
            }
        }
        return why;
    }

    /** Whether a frame may be rendered with those before it, so that streams have something in an engine between chunks. */
    public boolean looksBack() {
        return models.anyLooksBack();
    }

    /**
     * What renders the streams of one task.
     *
     * @param log the source chunks of the task's slot; closed with what is returned
     */
    public TaskRenderer ofTask(SourceLog log) {
        return new TaskRenderer(this, log);
    }

    RenderModels models() {
        return models;
    }

    LackedModel lacked() {
        return lacked;
    }

    WorkerClock clock() {
        return clock;
    }

    PayloadPool payloads() {
        return payloads;
    }

    ChunkResults results() {
        return results;
    }

    StreamAsks asks() {
        return asks;
    }

    @Override
    public void close() {
        payloads.close();
    }
}
