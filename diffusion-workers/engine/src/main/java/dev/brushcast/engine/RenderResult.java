package dev.brushcast.engine;

import java.util.List;

/**
 * What became of a request's frames.
 *
 * @param frames one for each source frame, in the same order
 * @param continuity to be handed in with the stream's next request
 */
public record RenderResult(List<RenderedFrame> frames, Continuity continuity) {

    public RenderResult {
        frames = List.copyOf(frames);
    }
}
