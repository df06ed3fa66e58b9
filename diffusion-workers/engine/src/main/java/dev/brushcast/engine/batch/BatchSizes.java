package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;

/** How large batches are. */
public interface BatchSizes {

    /**
     * How many rows the next call had best take.
     *
     * @param waiting how many are ready, at least 1
     * @return from 1 to {@code waiting}
     */
    int best(LatentShape shape, int waiting);

    /**
     * How many rows the network is given for so many: the rest is padding.
     *
     * @return at least {@code rows}, or less where a call must be split into several of this size
     */
    int padded(LatentShape shape, int rows);
}
