package dev.brushcast.worker.bench;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.FrameByFrame;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderResult;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.StyleVerdict;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gives each picture back at once: what is left to measure is everything but the model. */
final class EchoEngine implements DiffusionEngine {

    private static final StageNanos NO_TIME = new StageNanos(0, 0, 0, 0);

    @Override
    public EngineDescription description() {
        return new EngineDescription("echo", "none", 1, 1, Integer.MAX_VALUE, 0, false);
    }

    @Override
    public StyleVerdict judge(Style style, boolean fromPicture) {
        return StyleVerdict.FINE;
    }

    @Override
    public Optional<String> refusal(Style style, boolean fromPicture) {
        return Optional.empty();
    }

    @Override
    public void expect(PictureSize size) {
        // Any size takes the same time.
    }

    @Override
    public StreamSession open(String streamId) {
        return new FrameByFrame(EchoEngine::render);
    }

    private static CompletionStage<RenderResult> render(RenderRequest request) {
        var frames = request.frames().stream().map(EchoEngine::echo).toList();
        return CompletableFuture.completedFuture(new RenderResult(frames, Continuity.NONE));
    }

    private static FrameResult echo(SourceFrame frame) {
        Picture picture = Objects.requireNonNull(frame.picture(), "the echo engine makes no pictures from prompts");
        return new FrameResult(frame.number(), new RenderedFrame.Styled(picture, NO_TIME));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
