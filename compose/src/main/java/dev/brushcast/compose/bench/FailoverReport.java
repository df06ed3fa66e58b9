package dev.brushcast.compose.bench;

import java.util.List;

/**
 * How long it took from each kill until what was killed was made up for, seconds.
 *
 * @param loadAverage of the machine at the end, over a minute
 * @param seconds of each kill, in their order
 */
public record FailoverReport(
        String killed,
        String failover,
        String guarantee,
        double p50,
        double p95,
        double max,
        double loadAverage,
        List<Double> seconds) {}
