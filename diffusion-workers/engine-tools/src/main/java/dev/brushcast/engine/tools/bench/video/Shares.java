package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.tools.bench.video.VideoReport.Percentiles;
import java.util.List;
import org.HdrHistogram.DoubleHistogram;

/** Percentiles of what was measured. */
final class Shares {

    /** Values are told apart to one in ten thousand. */
    private static final int DIGITS = 4;

    private Shares() {}

    /** Of values from 0; all 0 where there is none. */
    static Percentiles percentiles(List<Double> values) {
        DoubleHistogram histogram = new DoubleHistogram(DIGITS);
        values.forEach(histogram::recordValue);
        return new Percentiles(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(95),
                histogram.getValueAtPercentile(99));
    }
}
