package dev.brushcast.engine;

import java.util.List;

/**
 * Successive frames of one stream, in order, all of one size.
 *
 * @param frames in presentation order
 * @param continuity what the stream's frames before left behind; {@link Continuity#NONE} at the start of an epoch
 * @param deadlineNanos on the engine's nanosecond clock: a frame whose first step has not begun by then becomes
 *     {@link RenderedFrame.Late}; also the order of rows in batches. {@link Long#MAX_VALUE}: never late, and rendered when
 *     no frame with a deadline is, or some seconds later in any case
 * @param shown whether anybody is to see them; what is not shown has no outcome and is never late, and only leaves in the session what
 *     later frames are rendered with: see {@link EngineDescription#lookbackFrames()}
 */
public record RenderRequest(List<SourceFrame> frames, Continuity continuity, long deadlineNanos, boolean shown) {

    public RenderRequest {
        frames = List.copyOf(frames);
    }

    /** Frames that are shown. */
    public RenderRequest(List<SourceFrame> frames, Continuity continuity, long deadlineNanos) {
        this(frames, continuity, deadlineNanos, true);
    }
}
