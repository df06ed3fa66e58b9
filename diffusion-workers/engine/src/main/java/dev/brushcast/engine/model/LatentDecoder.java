package dev.brushcast.engine.model;

import java.util.List;

/** The autoencoder's second half. Owned by one thread. */
public interface LatentDecoder extends AutoCloseable {

    /**
     * Decodes latents of one shape, in one call of the network.
     *
     * @param latents each a latent times the model's scaling factor
     * @return for each the picture in RGB planes, about -1 to 1, not clamped: {@code 3 * height * width} floats, a new
     *     array
     */
    List<float[]> decode(LatentShape shape, List<float[]> latents);

    @Override
    void close();
}
