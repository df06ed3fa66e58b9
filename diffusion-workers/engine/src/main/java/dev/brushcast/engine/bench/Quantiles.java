package dev.brushcast.engine.bench;

import java.util.List;

/** Quantiles of measured values. */
final class Quantiles {

    private Quantiles() {}

    /** The smallest value that so large a share of all is not above. */
    static double of(List<Double> values, double quantile) {
        List<Double> sorted = values.stream().sorted().toList();
        int at = (int) Math.ceil(quantile * sorted.size()) - 1;
        return sorted.get(Math.clamp(at, 0, sorted.size() - 1));
    }

    static double median(List<Double> values) {
        return of(values, 0.5);
    }
}
