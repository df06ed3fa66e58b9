package dev.brushcast.engine.video.model;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.model.LatentShape;
import java.util.List;

/** Makes frames of a stream's latent frames, each from what came before as well. Owned by one thread. */
public interface VideoDecoder extends AutoCloseable {

    /** The memory of a stream at its start. */
    CodecMemory open();

    /**
     * Decodes successive latent frames.
     *
     * @param latents at a stream's start at least two
     * @return four frames for each but the first, which gives one or none; planes of red, green and blue from -1 to 1
     * @throws EngineException if the network fails
     */
    List<float[]> decode(CodecMemory memory, List<float[]> latents, LatentShape shape);

    @Override
    void close();
}
