package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Batch sizes by the curve of each shape, which is measured when the shape is first met. */
public final class MeasuredBatchSizes implements BatchSizes {

    private static final double QUICK = 0.1;

    private final Map<LatentShape, BatchCurve> curves = new ConcurrentHashMap<>();
    private final Function<LatentShape, BatchCurve> measure;

    /** @param measure measures a shape's curve; called on the thread that first asks, which must own the network */
    public MeasuredBatchSizes(Function<LatentShape, BatchCurve> measure) {
        this.measure = measure;
    }

    /** A shape's curve. */
    public BatchCurve curve(LatentShape shape) {
        return curves.computeIfAbsent(shape, measure);
    }

    /** Whether a shape's curve is there already. */
    public boolean knows(LatentShape shape) {
        return curves.containsKey(shape);
    }

    /**
     * Whether so many rows of this network take no more than a tenth of a call of another with as many. Measures what is
     * not known.
     */
    public boolean isQuickBeside(MeasuredBatchSizes other, LatentShape shape, int rows) {
        return curve(shape).nanos(rows) <= QUICK * other.curve(shape).nanos(rows);
    }

    @Override
    public int best(LatentShape shape, int waiting) {
        return curve(shape).best(waiting);
    }

    @Override
    public int padded(LatentShape shape, int rows) {
        return curve(shape).padded(rows);
    }
}
