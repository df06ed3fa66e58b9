package dev.brushcast.engine;

import java.util.List;

/**
 * Successive frames of one stream, in order, all of one size.
 *
 * @param streamId which stream
 * @param frames in presentation order
 * @param continuity what the stream's frames before left behind; {@link Continuity#NONE} at the start of an epoch
 * @param deadlineNanos on the engine's nanosecond clock: a frame whose first step has not begun by then becomes
 *     {@link RenderedFrame.Late}; also the order of rows in batches. {@link Long#MAX_VALUE}: never late, and rendered when
 *     no frame with a deadline is, or some seconds later in any case
 */
public record RenderRequest(String streamId, List<SourceFrame> frames, Continuity continuity, long deadlineNanos) {

    public RenderRequest {
        frames = List.copyOf(frames);
    }
}
