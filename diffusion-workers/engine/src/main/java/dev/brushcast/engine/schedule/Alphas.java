package dev.brushcast.engine.schedule;

import dev.brushcast.engine.folder.SchedulerConfig;
import java.util.List;
import java.util.stream.IntStream;

/** Cumulated alphas: how much of the clean latent's variance is left at each training timestep. */
final class Alphas {

    private static final double MAX_BETA = 0.999;

    private Alphas() {}

    static double[] cumulated(SchedulerConfig config) {
        int count = config.trainSteps();
        double[] alphas =
                IntStream.range(0, count).mapToDouble(i -> 1 - beta(config, i)).toArray();
        for (int i = 1; i < count; i++) {
            alphas[i] *= alphas[i - 1];
        }
        if (config.rescaleBetasZeroSnr()) {
            rescale(alphas);
        }
        return alphas;
    }

    private static double beta(SchedulerConfig config, int i) {
        List<Double> trained = config.trainedBetas();
        if (trained != null) {
            return trained.get(i);
        }
        int count = config.trainSteps();
        double share = count == 1 ? 0 : (double) i / (count - 1);
        return switch (config.betaSchedule()) {
            case LINEAR -> between(config.betaStart(), config.betaEnd(), share);
            case SCALED_LINEAR -> {
                double root = between(Math.sqrt(config.betaStart()), Math.sqrt(config.betaEnd()), share);
                yield root * root;
            }
            case SQUARED_COSINE -> Math.min(1 - cosine((i + 1.0) / count) / cosine((double) i / count), MAX_BETA);
        };
    }

    private static double between(double start, double end, double share) {
        return start + (end - start) * share;
    }

    private static double cosine(double t) {
        double c = Math.cos((t + 0.008) / 1.008 * Math.PI / 2);
        return c * c;
    }

    /** Shifts and scales the square roots so that the last is 0 and the first stays (Lin et al. 2023, algorithm 1). */
    private static void rescale(double[] alphas) {
        double first = Math.sqrt(alphas[0]);
        double last = Math.sqrt(alphas[alphas.length - 1]);
        for (int i = 0; i < alphas.length; i++) {
            double root = (Math.sqrt(alphas[i]) - last) * first / (first - last);
            alphas[i] = root * root;
        }
    }
}
