package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.fallback.FallbackPolicy;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.worker.schedule.Schedule;
import dev.brushcast.worker.style.StyleTimeline;
import java.util.List;

/**
 * Says what becomes of chunks that ask for a model which the worker has not: the source's pictures are shown, or the last one is held,
 * as their stream has it. Safe for use by several threads.
 */
final class LackedModel {

    /** No model has seen them. */
    private static final EngineDescription NONE = new EngineDescription("", "", 1, 1, 1, 0, false);

    private final RenderModels models;
    private final WorkerClock clock;
    private final String worker;

    /** @param worker name of the worker, for the records */
    LackedModel(RenderModels models, WorkerClock clock, String worker) {
        this.models = models;
        this.clock = clock;
        this.worker = worker;
    }

    /** A chunk, all of whose frames have an outcome. */
    ChunkInWork take(SourceRecord source, StyleTimeline styles) {
        VideoChunk chunk = source.chunk();
        ChunkReport report = new ChunkReport(NONE, worker, clock);
        ChunkFrames frames = new ChunkFrames(chunk, styles, false);
        boolean mayPass = StyledCopy.hasPictures(chunk) && FallbackPolicy.maySeeSource(chunk);
        for (int i : frames.open()) {
            if (mayPass) {
                frames.passThrough(i, Reasons.MODEL);
            } else {
                frames.hold(i, Reasons.MODEL);
            }
        }
        report.failed(
                Reasons.MODEL,
                "worker " + worker + " lacks the model " + chunk.getModel() + ", it has " + models
                        + ": start it with --model for that as well, or let the stream ask for one that it has");
        PictureSize size = new PictureSize(chunk.getWidth(), chunk.getHeight());
        return new ChunkInWork(
                source,
                frames,
                report,
                size,
                List.of(),
                new ChunkPace.Paced(Schedule.all(0), false, Long.MAX_VALUE, null));
    }
}
