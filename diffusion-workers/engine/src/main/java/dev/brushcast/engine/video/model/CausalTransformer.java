package dev.brushcast.engine.video.model;

import dev.brushcast.engine.EngineException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The network that predicts the flow of a chunk's latent frames from them, the prompt and the frames before. Without state:
 * windows come in with their rows, and new keys go out. Owned by one thread.
 */
public interface CausalTransformer extends AutoCloseable {

    /** Its sizes. */
    TransformerTraits traits();

    /**
     * A prompt's keys and values.
     *
     * @param states of the text encoder, tokens by width; rows beyond the prompt are zero
     */
    CrossKeys crossKeys(float[] states);

    /**
     * One pass through the network: fills the rows' results. Layers that it does not end are ended with the pass.
     *
     * @param rows of any streams and steps, all with as many frames of one shape and windows of one shape
     * @throws EngineException if the network fails
     */
    void run(List<TransformerRow> rows);

    /** How many passes may be on their way at once, one behind the other: the number of devices that have a part of it. */
    default int depth() {
        return 1;
    }

    /**
     * Sends a pass on its way behind those that are on theirs; waits where there is no room for another. Passes of one
     * window may follow one another in this way as long as none depends on what comes out of one before.
     *
     * @return done when {@link #run} would be, in the order of submission; failed with an {@link EngineException}
     */
    default CompletionStage<Void> submit(List<TransformerRow> rows) {
        try {
            run(rows);
            return CompletableFuture.completedStage(null);
        } catch (EngineException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    void close();
}
