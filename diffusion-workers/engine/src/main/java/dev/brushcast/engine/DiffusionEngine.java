package dev.brushcast.engine;

import java.util.Optional;

/**
 * Renders frames of any number of streams on one device. Safe for use by several threads: their rows share batches.
 *
 * <p>A frame's result depends on its own picture, its style and what its stream has seen before alone, never on what else is
 * in flight.
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
     * Opens a stream. Frees nothing of another session of the same stream: that is for its owner to close.
     *
     * @param streamId which stream; with the seed it determines every draw
     */
    StreamSession open(String streamId);

    /**
     * Has it measured how long pictures of a size take, when the next of them comes. That takes seconds in which no other
     * frame is rendered, so it is for before an engine takes part. Pictures of a size that was not expected are rendered all
     * the same, in batches that are only guessed to be of the best size.
     */
    void expect(PictureSize size);

    /**
     * How long frames take here, as far as it has been measured; answers at once.
     *
     * @param fromPicture whether frames have a picture to start from
     * @return empty while pictures of the size are yet to be measured, for an engine that measures nothing, and for a style that the
     *     model cannot render
     */
    default Optional<FrameLatency> latency(PictureSize size, Style style, boolean fromPicture) {
        return Optional.empty();
    }

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
