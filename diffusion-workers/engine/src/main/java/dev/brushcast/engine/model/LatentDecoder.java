package dev.brushcast.engine.model;

import java.util.List;

/** The autoencoder's second half. Owned by one thread. */
public interface LatentDecoder extends AutoCloseable {

    /**
     * Decodes latents of one shape, in one call of the network.
     *
     * @param latents each a latent times the model's scaling factor
     * @param pictures where the picture of each is written, in RGB planes, about -1 to 1, not clamped: {@code 3 * height *
     *     width} floats
     */
    void decode(LatentShape shape, List<float[]> latents, List<float[]> pictures);

    @Override
    void close();
}
