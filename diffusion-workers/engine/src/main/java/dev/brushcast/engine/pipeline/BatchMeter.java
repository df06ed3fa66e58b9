package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.engine.batch.CurveMeasurement;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how long batches of a network take. */
public final class BatchMeter {

    private static final Logger LOGGER = LoggerFactory.getLogger(BatchMeter.class);

    private final Turns.Turn turn;
    private final LongSupplier nanoClock;

    /** @param turn taken for each batch, so that no other network is measured with it and others go on in between */
    public BatchMeter(Turns.Turn turn, LongSupplier nanoClock) {
        this.turn = turn;
        this.nanoClock = nanoClock;
    }

    /**
     * The curve of a network, on the calling thread.
     *
     * @param network for people
     * @param size of the pictures, for people
     * @param batch runs one of so many rows; the first of each number of rows does not count
     * @throws dev.brushcast.engine.EngineException if not even a batch of one can be run
     */
    public BatchCurve curve(String network, PictureSize size, IntConsumer batch) {
        BatchCurve curve = new CurveMeasurement(rows -> once(batch, rows)).run();
        LOGGER.info("{} at {}: {}", network, size, curve);
        return curve;
    }

    /** How long a batch of so many rows takes, in nanoseconds. */
    double once(IntConsumer batch, int rows) {
        try (Turns.Held _ = turn.take()) {
            long before = nanoClock.getAsLong();
            batch.accept(rows);
            return nanoClock.getAsLong() - before;
        }
    }
}
