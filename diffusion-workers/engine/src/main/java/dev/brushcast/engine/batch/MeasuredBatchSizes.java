package dev.brushcast.engine.batch;

import dev.brushcast.engine.model.LatentShape;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Batch sizes by the curve of each shape. The first shape, and each that somebody expects, is measured when it is first
 * asked for. To measure takes seconds in which no frame is rendered, so any other shape goes by the curve of the measured
 * one that is nearest to it, scaled. Safe for use by several threads.
 */
public final class MeasuredBatchSizes implements BatchSizes {

    private static final double QUICK = 0.1;

    private final Map<LatentShape, BatchCurve> measured = new ConcurrentHashMap<>();
    private final Map<LatentShape, BatchCurve> scaled = new ConcurrentHashMap<>();
    private final Set<LatentShape> expected = ConcurrentHashMap.newKeySet();
    private final Function<LatentShape, BatchCurve> measure;

    /** @param measure measures a shape's curve; called on the thread that first asks, which must own the network */
    public MeasuredBatchSizes(Function<LatentShape, BatchCurve> measure) {
        this.measure = measure;
    }

    /** Has a shape measured when it is next asked for: there is time then. */
    public void expect(LatentShape shape) {
        expected.add(shape);
    }

    /** A shape's curve. */
    public BatchCurve curve(LatentShape shape) {
        return known(shape).orElseGet(() -> measured(shape));
    }

    /** A shape's curve; empty if it is yet to be measured, which only the thread may do that owns the network. */
    public Optional<BatchCurve> known(LatentShape shape) {
        BatchCurve known = measured.get(shape);
        if (known != null) {
            return Optional.of(known);
        }
        boolean guessed = !measured.isEmpty() && !expected.contains(shape);
        return guessed ? Optional.of(scaled.computeIfAbsent(shape, this::scaledFromNearest)) : Optional.empty();
    }

    private BatchCurve measured(LatentShape shape) {
        try {
            return measured.computeIfAbsent(shape, measure);
        } finally {
            expected.remove(shape); // also one that the network cannot do: its frames fail by themselves
        }
    }

    private BatchCurve scaledFromNearest(LatentShape shape) {
        Map.Entry<LatentShape, BatchCurve> nearest = measured.entrySet().stream()
                .min(Comparator.comparingDouble(other -> Math.abs(Math.log(ratio(shape, other.getKey())))))
                .orElseThrow();
        return nearest.getValue().scaled(ratio(shape, nearest.getKey()));
    }

    private static double ratio(LatentShape shape, LatentShape other) {
        return (double) shape.size() / other.size();
    }

    /** Whether so many rows of this network take no more than a tenth of a call of another with as many. */
    public boolean isQuickBeside(BatchCurve other, LatentShape shape, int rows) {
        return curve(shape).nanos(rows) <= QUICK * other.nanos(rows);
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
