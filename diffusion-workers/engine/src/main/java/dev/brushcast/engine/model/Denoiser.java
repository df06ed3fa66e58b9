package dev.brushcast.engine.model;

import java.util.List;

/** The UNet. Owned by one thread. */
public interface Denoiser extends AutoCloseable {

    /**
     * Predicts for each row, in one call of the network.
     *
     * @param rows all of one shape, at least one
     * @param batch how many rows the network is given: the rest is padding; at least {@code rows.size()}
     */
    void predict(List<DenoiseRow> rows, int batch);

    @Override
    void close();
}
