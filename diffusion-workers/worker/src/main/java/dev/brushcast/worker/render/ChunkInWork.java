package dev.brushcast.worker.render;

import dev.brushcast.contract.MediaTime;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.schedule.LagDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk from its receipt until its last frame has an outcome. Owned by the thread that renders the chunk.
 *
 * @param frames their outcomes so far
 * @param size that its pictures are rendered in
 * @param inputs the frames that the engine is to render
 * @param pace what was decided about it
 */
record ChunkInWork(
        SourceRecord source,
        ChunkFrames frames,
        ChunkReport report,
        PictureSize size,
        List<Input> inputs,
        ChunkPace.Paced pace) {

    /**
     * A frame for the engine.
     *
     * @param index in the chunk
     * @param picture in the size to be rendered; null: it is to be made
     */
    record Input(int index, @Nullable Picture picture) {}

    LagDecision decision() {
        return pace.schedule().decision();
    }

    boolean isComplete() {
        return frames.open().isEmpty();
    }

    /** Whether nothing but lateness is why the engine renders none of it. */
    boolean isSkipped() {
        return inputs.isEmpty()
                && decision() != LagDecision.RENDER
                && !source.chunk().getFrames().isEmpty()
                && !frames.holdsAny();
    }

    List<SourceFrame> sourceFrames() {
        return inputs.stream().map(this::sourceFrame).toList();
    }

    private SourceFrame sourceFrame(Input input) {
        VideoChunk chunk = source.chunk();
        VideoFrame frame = frames.source(input.index());
        long mediaTimeUs = MediaTime.of(chunk, frame);
        Style style = frames.style(input.index());
        return input.picture() == null
                ? SourceFrame.made(frame.getNumber(), mediaTimeUs, size.width(), size.height(), style)
                : new SourceFrame(frame.getNumber(), mediaTimeUs, input.picture(), style);
    }

    /** Holds what has no outcome. */
    void holdTheRest(String reason) {
        frames.open().forEach(index -> frames.hold(index, reason));
    }
}
