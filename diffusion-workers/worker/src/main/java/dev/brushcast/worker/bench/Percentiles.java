package dev.brushcast.worker.bench;

import java.util.Arrays;

/**
 * How long something took.
 *
 * @param p50Ms half of the times were at most this, milliseconds
 * @param p95Ms 95 % were
 * @param p99Ms 99 % were
 * @param maxMs all were
 */
public record Percentiles(double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    private static final double US_PER_MS = 1_000;

    /** Of measured times, in µs; at least one. */
    static Percentiles of(long[] us) {
        long[] sorted = us.clone();
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / US_PER_MS;
    }
}
