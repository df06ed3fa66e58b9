package dev.brushcast.engine.batch;

import dev.brushcast.engine.EngineException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Measures a {@link BatchCurve}: batches of growing size, until a larger one saves nothing or would take too long to try.
 *
 * <p>A size that cannot be run ends it, but the first, which is an error.
 *
 * <p>Each size takes turns with the one before until the two least times of both agree, and the least counts, so that
 * something else that keeps the machine busy for a moment does not look like a slow batch.
 */
public final class CurveMeasurement {

    /** A larger batch must save at least this share per row. */
    private static final double WORTH_IT = 0.98;

    private static final double FREE_PADDING = 0.95;
    private static final int ODD = 3;
    private static final double LONGEST_BATCH_NANOS = 1e9;
    private static final double TURNS_NANOS = 1.5e9;
    private static final int FEWEST_TURNS = 3;
    private static final int MOST_TURNS = 15;
    private static final double AGREE = 1.05;

    private final IntToDoubleFunction nanosOf;
    private final Map<Integer, Double> least = new HashMap<>();
    private final Map<Integer, Double> second = new HashMap<>();

    /** @param nanosOf runs a batch of so many rows and says how long it took */
    public CurveMeasurement(IntToDoubleFunction nanosOf) {
        this.nanosOf = nanosOf;
    }

    /**
     * Measures, on the calling thread.
     *
     * @throws EngineException if not even a batch of one can be run
     */
    public BatchCurve run() {
        int before = 0;
        for (int size : BatchCurve.BUCKETS) {
            if (before > 0 && nanos(before) / before * size > LONGEST_BATCH_NANOS) {
                break;
            }
            try {
                take(size, before == 0 ? size : before);
            } catch (EngineException e) {
                if (before == 0) {
                    throw e;
                }
                // Too large for the device's memory, or for a graph of fixed size: the smaller ones do.
                least.remove(size);
                break;
            }
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
        // The first run finds kernels and memory, and some devices build for minutes: it never counts.
        var _ = nanosOf.applyAsDouble(size);
        if (once(size) > LONGEST_BATCH_NANOS) {
            return;
        }
        double left = TURNS_NANOS;
        for (int turn = 0; turn < MOST_TURNS && left > 0; turn++) {
            left -= once(size) + (other == size ? 0 : once(other));
            if (turn >= FEWEST_TURNS - 1 && agree(size) && agree(other)) {
                return;
            }
        }
    }

    private boolean agree(int size) {
        return second.getOrDefault(size, Double.MAX_VALUE) <= nanos(size) * AGREE;
    }

    private double once(int size) {
        double took = nanosOf.applyAsDouble(size);
        double before = nanos(size);
        least.put(size, Math.min(before, took));
        second.merge(size, Math.max(before, took), Math::min);
        return took;
    }

    private double nanos(int size) {
        return least.getOrDefault(size, Double.MAX_VALUE);
    }
}
