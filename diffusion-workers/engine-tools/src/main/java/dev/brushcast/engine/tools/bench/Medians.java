package dev.brushcast.engine.tools.bench;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.DoubleHistogram;

/** Medians of what was measured in several rounds. */
final class Medians {

    /** Values are told apart to one in ten thousand. */
    private static final int DIGITS = 4;

    private static final double HALF = 50;

    private Medians() {}

    /** A histogram of values above 0, as fine as the figures are written. */
    static DoubleHistogram histogram() {
        return new DoubleHistogram(DIGITS);
    }

    static <T> double of(Collection<T> rounds, ToDoubleFunction<T> value) {
        DoubleHistogram values = histogram();
        rounds.forEach(round -> values.recordValue(value.applyAsDouble(round)));
        return values.getValueAtPercentile(HALF);
    }
}
