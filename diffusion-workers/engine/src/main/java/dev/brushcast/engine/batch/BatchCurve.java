package dev.brushcast.engine.batch;

import dev.brushcast.engine.FrameLatency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long a batch takes, by its size, as measured on one device at one picture size.
 *
 * <p>Whether batches are padded to a bucket is read off the curve: where three rows take as long as four, the device
 * works in such steps (and a new shape costs it a search for kernels besides), so padding is free.
 */
public final class BatchCurve implements FrameLatency.Curve {

    /** The sizes that are measured, and padded to. */
    public static final List<Integer> BUCKETS = List.of(1, 2, 4, 8, 16);

    /** The smaller batch is preferred while its time per row is within this of the best: it is done earlier. */
    private static final double AS_GOOD = 1.03;

    private final NavigableMap<Integer, Double> nanos;
    private final boolean pads;

    private BatchCurve(NavigableMap<Integer, Double> nanos, boolean pads) {
        this.nanos = nanos;
        this.pads = pads;
    }

    /** A curve of known points, which are a row count and its nanoseconds each; batches are padded to these counts. */
    public static BatchCurve padded(Map<Integer, Double> nanos) {
        return new BatchCurve(new TreeMap<>(nanos), true);
    }

    /** A curve of known points, between which batches may have any size. */
    public static BatchCurve exact(Map<Integer, Double> nanos) {
        return new BatchCurve(new TreeMap<>(nanos), false);
    }

    /**
     * The curve of other pictures, by proportion. Its batches hold no more than the largest that was measured: more may not
     * fit the device's memory.
     *
     * @param ratio so many times as many pixels
     */
    public BatchCurve scaled(double ratio) {
        NavigableMap<Integer, Double> others = new TreeMap<>();
        nanos.forEach((rows, took) -> {
            if (others.isEmpty() || rows * ratio <= nanos.lastKey()) {
                others.put(rows, took * ratio);
            }
        });
        return new BatchCurve(others, pads);
    }

    /** How long a batch of so many rows takes, in nanoseconds. */
    @Override
    public double nanos(int rows) {
        int size = padded(rows);
        var below = nanos.floorEntry(size);
        var above = nanos.ceilingEntry(size);
        if (above == null) {
            return nanos.lastEntry().getValue() / nanos.lastKey() * size;
        }
        if (below == null || below.getKey().equals(above.getKey())) {
            return above.getValue();
        }
        double share = (double) (size - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + share * (above.getValue() - below.getValue());
    }

    /** The size, up to the rows waiting and the largest measured, that takes least time per row; the smallest of equals. */
    @Override
    public int best(int waiting) {
        int largest = Math.min(waiting, nanos.lastKey());
        double least = Double.MAX_VALUE;
        for (int rows = 1; rows <= largest; rows++) {
            least = Math.min(least, nanos(rows) / rows);
        }
        int best = 1;
        while (nanos(best) / best > least * AS_GOOD) {
            best++;
        }
        return best;
    }

    /** The bucket that so many rows are padded to; rows beyond the largest are not padded. */
    public int padded(int rows) {
        if (!pads) {
            return rows;
        }
        Integer bucket = nanos.ceilingKey(rows);
        return bucket == null ? rows : bucket;
    }

    /** The measured points: nanoseconds by rows. */
    public Map<Integer, Double> points() {
        return Map.copyOf(nanos);
    }

    /** Whether batches are padded to the measured sizes. */
    public boolean pads() {
        return pads;
    }

    /** Milliseconds by rows, for logs. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        nanos.forEach((rows, took) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%d: %.1f ms", rows, took / 1e6)));
        return text.append(pads ? ", padded" : "").toString();
    }
}
