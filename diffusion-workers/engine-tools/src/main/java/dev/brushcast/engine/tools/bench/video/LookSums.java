package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Picture;
import dev.brushcast.engine.tools.bench.video.DriftReport.Look;
import dev.brushcast.engine.tools.measure.PictureMeasures;
import java.util.ArrayList;
import java.util.List;

/** Gathers what pictures look like. Used by one thread. */
final class LookSums {

    private static final int CHANNELS = 3;

    private final double[] mean = new double[CHANNELS];
    private final double[] spread = new double[CHANNELS];
    private double sharpness;
    private double similarity;
    private double clipped;
    private long count;

    void add(Picture source, Picture styled) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            mean[channel] += PictureMeasures.mean(styled, channel);
            spread[channel] += PictureMeasures.spread(styled, channel);
        }
        sharpness += PictureMeasures.sharpness(styled);
        similarity += PictureMeasures.similarity(source, styled);
        clipped += PictureMeasures.clipped(styled);
        count++;
    }

    Look look() {
        return new Look(means(mean), means(spread), sharpness / count, similarity / count, clipped / count);
    }

    private List<Double> means(double[] sums) {
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            means.add(sum / count);
        }
        return means;
    }
}
