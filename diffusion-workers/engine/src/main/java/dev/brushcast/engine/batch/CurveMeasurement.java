package dev.brushcast.engine.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Measures a {@link BatchCurve}: batches of growing size, until a larger one saves nothing or would take too long to try.
 *
 * <p>Each size takes turns with the one before and the least of their times counts, so that something else that keeps the
 * machine busy for a moment does not look like a slow batch.
 */
public final class CurveMeasurement {

    /** A larger batch must save at least this share per row. */
    private static final double WORTH_IT = 0.98;

    private static final double FREE_PADDING = 0.95;
    private static final int ODD = 3;
    private static final double LONGEST_BATCH_NANOS = 1e9;
    private static final double TURNS_NANOS = 6e8;
    private static final int MOST_TURNS = 5;

    private final IntToDoubleFunction nanosOf;
    private final Map<Integer, Double> least = new HashMap<>();

    /** @param nanosOf runs a batch of so many rows and says how long it took */
    public CurveMeasurement(IntToDoubleFunction nanosOf) {
        this.nanosOf = nanosOf;
    }

    /** Measures, on the calling thread. */
    public BatchCurve run() {
        int before = 0;
        for (int size : BatchCurve.BUCKETS) {
            if (before > 0 && nanos(before) / before * size > LONGEST_BATCH_NANOS) {
                break;
            }
            take(size, before == 0 ? size : before);
            if (before > 0 && nanos(size) / size > nanos(before) / before * WORTH_IT) {
                break;
            }
            before = size;
        }
        boolean pads = least.containsKey(ODD + 1) && padsFree();
        return pads ? BatchCurve.padded(least) : BatchCurve.exact(least);
    }

    private boolean padsFree() {
        take(ODD, ODD + 1);
        if (nanos(ODD) > nanos(ODD + 1) * FREE_PADDING) {
            least.remove(ODD);
            return true;
        }
        return false;
    }

    private void take(int size, int other) {
        // The first run finds kernels and memory: it counts only where it is too slow to be run again.
        double first = nanosOf.applyAsDouble(size);
        if (first > LONGEST_BATCH_NANOS) {
            least.merge(size, first, Math::min);
            return;
        }
        double left = TURNS_NANOS;
        for (int turn = 0; turn < MOST_TURNS && left > 0; turn++) {
            left -= once(size) + (other == size ? 0 : once(other));
        }
    }

    private double once(int size) {
        double took = nanosOf.applyAsDouble(size);
        least.merge(size, took, Math::min);
        return took;
    }

    private double nanos(int size) {
        return least.getOrDefault(size, Double.MAX_VALUE);
    }
}
