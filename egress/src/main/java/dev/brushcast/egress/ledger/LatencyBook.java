package dev.brushcast.egress.ledger;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long frames took, by stage. Written by one thread; {@link #snapshot()} may be called by any. */
final class LatencyBook {

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long LONGEST_US = 24L * 3600 * 1_000_000;

    private final Map<Stage, Histogram> histograms = new EnumMap<>(Stage.class);

    /** A stage took so many microseconds; clocks of two machines may make that negative, which counts as 0. */
    synchronized void record(Stage stage, long us) {
        histograms
                .computeIfAbsent(stage, _ -> new Histogram(LONGEST_US, SIGNIFICANT_DIGITS))
                .recordValue(Math.clamp(us, 0, LONGEST_US));
    }

    /** The stages that were recorded, in the order of the enum. */
    synchronized Map<String, Percentiles> snapshot() {
        Map<String, Percentiles> snapshot = new LinkedHashMap<>();
        histograms.forEach((stage, histogram) ->
                snapshot.put(stage.key(), new Percentiles(ms(histogram, 50), ms(histogram, 95), ms(histogram, 99))));
        return snapshot;
    }

    private static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}
