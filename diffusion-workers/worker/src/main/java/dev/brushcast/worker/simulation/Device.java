package dev.brushcast.worker.simulation;

import dev.brushcast.engine.FrameLatency;
import dev.brushcast.engine.batch.BatchCurve;
import dev.brushcast.worker.schedule.Economy;
import dev.brushcast.worker.schedule.RenderSize;
import dev.brushcast.worker.schedule.Ways;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A device that takes the times of its curve, more or less.
 *
 * @param curve nanoseconds of a call by its rows, as measured
 * @param noise standard deviation of a call's time, as a share of it
 */
public record Device(BatchCurve curve, double noise) {

    private static final int MANY = 1 << 10;
    private static final double SHORTEST = 0.5;

    /** The same curve for a device on which so many frames a second of one step are so much of what it can do. */
    Device at(double load, double framesPerSecond) {
        int best = curve.best(MANY);
        double possible = best / curve.nanos(best) * 1e9;
        double slower = load * possible / framesPerSecond;
        Map<Integer, Double> points = new HashMap<>();
        curve.points().forEach((rows, nanos) -> points.put(rows, nanos * slower));
        return new Device(curve.pads() ? BatchCurve.padded(points) : BatchCurve.exact(points), noise);
    }

    /** Of pictures whose sides are so many percent as long: by their pixels. */
    BatchCurve curve(int percent) {
        double side = (double) percent / Economy.FULL;
        return percent == Economy.FULL ? curve : curve.scaled(side * side);
    }

    long tookUs(int rows, int percent, SplittableRandom random) {
        double factor = Math.max(SHORTEST, 1 + noise * random.nextGaussian());
        return Math.round(curve(percent).nanos(rows) * factor / 1000);
    }

    /**
     * What the scheduler is told of it: frames of one step, nothing for the autoencoder.
     *
     * @param smallest size that will do, percent of each side; 0: full size
     */
    Ways ways(int smallest) {
        NavigableMap<Integer, FrameLatency> bySize = new TreeMap<>();
        bySize.put(Economy.FULL, latency(Economy.FULL));
        RenderSize.smaller(smallest).forEach(percent -> bySize.put(percent, latency(percent)));
        return new Ways(bySize, 0);
    }

    private FrameLatency latency(int percent) {
        return new FrameLatency(new AtOnce(), curve(percent), new AtOnce(), 1, 1, false);
    }

    private record AtOnce() implements FrameLatency.Curve {

        @Override
        public double nanos(int rows) {
            return 0;
        }

        @Override
        public int best(int waiting) {
            return waiting;
        }
    }
}
