package dev.brushcast.engine.tools.bench;

import java.util.List;
import org.HdrHistogram.DoubleHistogram;

/**
 * How long requests take, in milliseconds.
 *
 * @param millisP50 of a request under the load
 * @param millisP99 of a request under the load
 * @param loneFrameMillis median of a request of one frame on an idle engine; 0 where that was not tried
 */
public record Latency(double millisP50, double millisP99, double loneFrameMillis) {

    private static final double HALF = 50;
    private static final double NEARLY_ALL = 99;

    static Latency of(List<Round> rounds, DoubleHistogram loneFrames) {
        DoubleHistogram all = Medians.histogram();
        rounds.forEach(round -> all.add(round.outcome().latencyMillis()));
        return new Latency(
                all.getValueAtPercentile(HALF),
                all.getValueAtPercentile(NEARLY_ALL),
                loneFrames.getTotalCount() == 0 ? 0 : loneFrames.getValueAtPercentile(HALF));
    }
}
