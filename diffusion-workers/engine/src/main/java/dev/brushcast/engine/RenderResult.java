package dev.brushcast.engine;

import java.util.List;

/**
 * What became of frames.
 *
 * @param results one for each frame whose outcome is known now and was not before, in presentation order
 * @param continuity to be handed in with the stream's next request
 */
public record RenderResult(List<FrameResult> results, Continuity continuity) {

    public RenderResult {
        results = List.copyOf(results);
    }

    /** The outcomes alone. */
    public List<RenderedFrame> frames() {
        return results.stream().map(FrameResult::outcome).toList();
    }
}
