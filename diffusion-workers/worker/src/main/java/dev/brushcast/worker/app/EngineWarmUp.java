package dev.brushcast.worker.app;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.SourceFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.kit.Reason;
import dev.brushcast.worker.config.WarmUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders a few frames before the worker joins its group: loading a graph or building for a device may take longer than
 * Kafka waits for a member to poll.
 */
final class EngineWarmUp {

    private static final Logger LOGGER = LoggerFactory.getLogger(EngineWarmUp.class);
    private static final String STREAM = "warm-up";

    private EngineWarmUp() {}

    /**
     * Returns when the engine has rendered.
     *
     * @throws EngineException if it cannot, or not in time
     */
    static void run(DiffusionEngine engine, WarmUp warmUp) {
        String failure = attempt(engine, warmUp);
        if (failure != null) {
            throw new EngineException(failure);
        }
    }

    /**
     * The same for the sizes of streams that there are, so that their first pictures do not wait until theirs has been
     * measured. A size that the model cannot render is no reason not to serve the others.
     *
     * @return those that it can render
     */
    static List<PictureSize> run(DiffusionEngine engine, WarmUp warmUp, List<PictureSize> sizes) {
        List<PictureSize> rendered = new ArrayList<>();
        for (PictureSize size : sizes) {
            String failure = attempt(engine, warmUp.withSize(size.width(), size.height()));
            if (failure != null) {
                LOGGER.warn("{}", failure);
            } else {
                rendered.add(size);
            }
        }
        return rendered;
    }

    /** Why the model cannot render what is asked; null if it has. */
    private static @Nullable String attempt(DiffusionEngine engine, WarmUp warmUp) {
        if (warmUp.frames() == 0) {
            return null;
        }
        PictureSize size = size(engine.description(), warmUp);
        Picture picture = new Picture(size.width(), size.height(), new byte[3 * size.pixels()]);
        List<SourceFrame> frames = LongStream.range(0, warmUp.frames())
                .mapToObj(number -> new SourceFrame(number, number, picture, Style.of("")))
                .toList();
        RenderRequest request = new RenderRequest(frames, Continuity.NONE, Long.MAX_VALUE);
        for (FrameResult result : await(engine, request, warmUp)) {
            if (result.outcome() instanceof RenderedFrame.Failed failed) {
                return "The model " + engine.description().model() + " cannot render " + picture.width() + "x"
                        + picture.height() + ": " + failed.message();
            }
        }
        return null;
    }

    /** All outcomes, those that come later than their request among them. */
    private static List<FrameResult> await(DiffusionEngine engine, RenderRequest request, WarmUp warmUp) {
        request.frames().stream()
                .map(SourceFrame::size)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(engine::expect);
        try (StreamSession session = engine.open(STREAM)) {
            CompletableFuture<List<FrameResult>> answer = CompletableFuture.supplyAsync(
                            () -> session.render(request), Thread::startVirtualThread)
                    .thenCompose(Function.identity())
                    .thenCompose(result -> session.drain()
                            .thenApply(rest -> Stream.concat(result.results().stream(), rest.stream())
                                    .toList()));
            return answer.get(warmUp.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new EngineException("The engine failed its first frames: " + Reason.of(e), e);
        } catch (TimeoutException e) {
            throw new EngineException("The engine did not render its first frames within " + warmUp.timeout(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while the engine rendered its first frames", e);
        }
    }

    /** Of the pictures that it is tried on. */
    static PictureSize size(EngineDescription model, WarmUp warmUp) {
        int multiple = model.sideMultiple();
        int side = Math.max(multiple, (int) Math.round(Math.sqrt(model.nativePixels()) / multiple) * multiple);
        int width = warmUp.width() == 0 ? side : warmUp.width();
        int height = warmUp.height() == 0 ? side : warmUp.height();
        return new PictureSize(width, height);
    }
}
