package dev.brushcast.engine;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Renders frames of any number of streams on one device. Safe for use by several threads: their rows share batches.
 *
 * <p>A frame's result depends on its own picture, its style and the stream's {@link Continuity} alone, never on what
 * else is in flight.
 */
public interface DiffusionEngine extends AutoCloseable {

    /** The model and the device, for logs and records. */
    EngineDescription description();

    /**
     * Says whether the model can render in a style, and what its user should know of it. The frames of a style that is
     * refused here come out as {@link RenderedFrame.Failed}. May encode the prompt, which takes as long as that takes.
     *
     * @param fromPicture whether frames have a picture to start from
     */
    StyleVerdict judge(Style style, boolean fromPicture);

    /**
     * Renders successive frames of one stream.
     *
     * <p>The stage completes when every frame has its outcome; a frame that fails is a {@link RenderedFrame.Failed},
     * not an exception. It completes exceptionally with {@link EngineException} when the engine itself is closed or
     * broken. The input queue is bounded: this call blocks while it is full.
     *
     * @throws IllegalArgumentException if a picture's sides are not multiples of
     *     {@link EngineDescription#sideMultiple()}
     */
    CompletionStage<RenderResult> render(RenderRequest request);

    /**
     * Renders as {@link #render} does, and finds out before how long batches of the pictures' sizes take. That takes seconds
     * in which no other frame is rendered, so it is for before an engine takes part. Pictures of a size that was not
     * prepared for are rendered all the same, in batches that are only guessed to be of the best size.
     */
    CompletionStage<RenderResult> prepare(RenderRequest request);

    /**
     * Why the model cannot render in a style, in one line for people; empty if it can. The same as {@link #judge} says, but
     * at once.
     *
     * @param fromPicture whether frames have a picture to start from
     */
    Optional<String> refusal(Style style, boolean fromPicture);

    /** Fails what is in flight, then frees the device. Idempotent. */
    @Override
    void close();
}
