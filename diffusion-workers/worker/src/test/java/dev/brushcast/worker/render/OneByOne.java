package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.worker.Chunks;
import dev.brushcast.worker.style.StyleTimeline;

/** A task of an engine that does not look back: a chunk goes in, and it comes out. */
final class OneByOne implements AutoCloseable {

    private final ChunkRenderer shared;
    private final TaskRenderer task;

    record Rendered(StyledChunk styled, StreamState state) {}

    OneByOne(ChunkRenderer shared) {
        this.shared = shared;
        task = shared.ofTask(MemoryLog.EMPTY);
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
