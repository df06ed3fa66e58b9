package dev.brushcast.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The session of an engine that renders each frame by itself: nothing but a request's own continuity links a stream's frames.
 *
 * @param answer renders a request, all of whose frames come out of it
 */
public record FrameByFrame(Function<RenderRequest, CompletionStage<RenderResult>> answer) implements StreamSession {

    @Override
    public CompletionStage<RenderResult> render(RenderRequest request) {
        return answer.apply(request);
    }

    @Override
    public CompletionStage<List<FrameResult>> drain() {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
