package dev.brushcast.worker.bench;

import org.HdrHistogram.Histogram;

/**
 * How long a part of the way took.
 *
 * @param p50Ms half of the times were at most this, milliseconds
 * @param p95Ms 95 % were
 * @param p99Ms 99 % were
 * @param maxMs all were
 */
public record HopLatency(double p50Ms, double p95Ms, double p99Ms, double maxMs) {

    private static final double US_PER_MS = 1_000;

    /** Of measured times, in µs; at least one. */
    static HopLatency of(Histogram us) {
        return new HopLatency(ms(us, 50), ms(us, 95), ms(us, 99), ms(us, 100));
    }

    private static double ms(Histogram us, double percentile) {
        return us.getValueAtPercentile(percentile) / US_PER_MS;
    }
}
