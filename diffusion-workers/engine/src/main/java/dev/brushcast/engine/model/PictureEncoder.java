package dev.brushcast.engine.model;

import dev.brushcast.engine.PictureSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The autoencoder's first half. Owned by one thread. */
public interface PictureEncoder extends AutoCloseable {

    /**
     * Encodes pictures of one size, in one call of the network.
     *
     * @param size of all of them
     * @param pictures each RGB planes, -1 to 1, {@code 3 * height * width} floats
     * @param posteriorNoise for each picture, noise by which a latent is drawn from the posterior, or null for its
     *     mean; a list of nulls or shorter than {@code pictures} means the mean
     * @return for each picture its latent times the model's scaling factor, a new array; the pictures are not kept
     */
    List<float[]> encode(PictureSize size, List<float[]> pictures, List<float @Nullable []> posteriorNoise);

    @Override
    void close();
}
