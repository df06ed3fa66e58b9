package dev.brushcast.engine.video.model;

import dev.brushcast.engine.EngineException;
import java.util.List;

/**
 * The network that predicts the flow of a chunk's latent frames from them, the prompt and the frames before. Without state:
 * windows come in and new keys go out. Owned by one thread.
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
     * One call of the network: fills the rows' results.
     *
     * @param rows of any streams and steps, all with as many frames of one shape and windows of one shape
     * @throws EngineException if the network fails
     */
    void run(List<TransformerRow> rows);

    @Override
    void close();
}
