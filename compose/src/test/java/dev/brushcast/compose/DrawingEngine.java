package dev.brushcast.compose;

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
import dev.brushcast.media.RgbPicture;
import dev.brushcast.media.testing.FrameBarcode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes pictures that show their frame's number, from nothing.
 *
 * @param model what it is called
 */
record DrawingEngine(String model) implements DiffusionEngine {

    DrawingEngine() {
        this("drawing");
    }

    @Override
    public EngineDescription description() {
        return new EngineDescription(model, "cpu", 8, 256 * 256, Integer.MAX_VALUE, 0, true);
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
        return new FrameByFrame(DrawingEngine::render);
    }

    private static CompletionStage<RenderResult> render(RenderRequest request) {
        List<FrameResult> frames =
                request.frames().stream().map(DrawingEngine::draw).toList();
        return CompletableFuture.completedFuture(new RenderResult(frames, Continuity.NONE));
    }

    private static FrameResult draw(SourceFrame frame) {
        PictureSize size = Objects.requireNonNull(frame.size());
        RgbPicture picture = FrameBarcode.draw((int) frame.number(), size.width(), size.height());
        return new FrameResult(
                frame.number(),
                new RenderedFrame.Styled(
                        new Picture(picture.width(), picture.height(), picture.rgb()), new StageNanos(0, 0, 0, 0)));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
