package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Viewers;
import dev.brushcast.worker.style.StyleTimeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A task of an engine that does not look back: a chunk goes in, and it comes out. */
final class OneByOne implements AutoCloseable {

    private static final Duration AT_ONCE = Duration.ofSeconds(30);
    private static final Duration LIVE_MARGIN = Duration.ofSeconds(5);

    private final ChunkRenderer shared;
    private final TaskRenderer task;

    record Rendered(StyledChunk styled, StreamState state) {}

    OneByOne(ChunkRenderer shared) {
        this.shared = shared;
        task = shared.ofTask(MemoryLog.EMPTY);
    }

    /** With an engine that answers at once, however busy the machine. */
    static OneByOne of(DiffusionEngine engine, InstantSource now) {
        return of(engine, now, AT_ONCE);
    }

    /** @param limit how long the engine may take for a chunk */
    static OneByOne of(DiffusionEngine engine, InstantSource now, Duration limit) {
        return new OneByOne(new ChunkRenderer(
                List.of(engine),
                FrameBudget.DEFAULT,
                Viewers.UNKNOWN,
                new WorkerClock(now, () -> 0),
                "w",
                limit,
                LIVE_MARGIN,
                2));
    }

    Rendered render(VideoChunk chunk, StyleTimeline styles, StreamState before) {
        SourceRecord source =
                new SourceRecord(chunk, chunk.getStreamId(), Chunks.timestamp(chunk), chunk.getSequence());
        Progress progress = task.render(source, styles, before);
        if (progress.chunks().size() != 1) {
            throw new AssertionError(progress.chunks().size() + " chunks came out of one");
        }
        return new Rendered(progress.chunks().getFirst().styled(), progress.state());
    }

    @Override
    public void close() {
        task.close();
        shared.close();
    }
}
