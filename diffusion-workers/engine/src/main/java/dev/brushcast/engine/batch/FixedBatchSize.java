package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;

/**
 * Always the same size, padded: a network's last digits may depend on the batch size, so with this one a replay is
 * bit-identical.
 *
 * @param rows at least 1
 */
public record FixedBatchSize(int rows) implements BatchSizes {

    public FixedBatchSize {
        if (rows < 1) {
            throw new IllegalArgumentException("a batch of " + rows + " rows, expected at least 1");
        }
    }

    @Override
    public int best(LatentShape shape, int waiting) {
        return Math.min(waiting, rows);
    }

    @Override
    public int padded(LatentShape shape, int wanted) {
        return rows;
    }
}
