package dev.brushcast.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One stream in an engine, from the chunk that it is opened for. Its requests are handed in one after the other: the next
 * once the one before has its result.
 *
 * <p>What a model remembers of the frames before lives in the session, on its device, and goes with it. A stream that goes on
 * somewhere else is opened there anew and shown its last {@link EngineDescription#lookbackFrames()} again, in requests that
 * are not {@link RenderRequest#shown()}.
 */
public interface StreamSession extends AutoCloseable {

    /**
     * Renders the stream's next frames.
     *
     * <p>The stage completes with the outcomes that are known by then: of this request's frames or of earlier ones, each once,
     * in presentation order. Frames that are still on their way come out of a later request, or of {@link #drain()}. A frame
     * that fails is a {@link RenderedFrame.Failed}, not an exception. It completes exceptionally with {@link
     * EngineException} when the engine itself is closed or broken. The input queue is bounded: this call blocks while it is
     * full.
     *
     * @throws IllegalArgumentException if a picture's sides are not multiples of {@link
     *     EngineDescription#sideMultiple()}
     */
    CompletionStage<RenderResult> render(RenderRequest request);

    /** Brings out the frames that are still on their way. The stream may go on after it. */
    CompletionStage<List<FrameResult>> drain();

    /**
     * Whether it remembers what it was shown. Once a network has failed it does not: it goes on all the same, with no more than
     * what comes then, so a stream whose look is to be kept had better be opened anew. Asked between requests.
     */
    boolean isWhole();

    /** Frees what the device keeps of the stream, once nothing of it is at work. Idempotent. */
    @Override
    void close();
}
