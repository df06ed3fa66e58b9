package dev.brushcast.engine.schedule;

import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.folder.SchedulerConfig;
import java.util.List;

/**
 * The schedule of a latent consistency model (Luo et al. 2023, as in diffusers' LCMScheduler), in doubles.
 *
 * <p>The network is told one of {@code originalSteps} timesteps, evenly spaced; a schedule of n steps picks n of them,
 * noisiest first. Immutable.
 */
public final class LcmSchedule {

    private static final double SIGMA_DATA_SQUARED = 0.25;

    private final SchedulerConfig config;
    private final double[] alphasCumulated;

    public LcmSchedule(SchedulerConfig config) {
        this.config = config;
        this.alphasCumulated = Alphas.cumulated(config);
    }

    /**
     * The timesteps of a schedule, falling.
     *
     * @throws IllegalArgumentException if it were longer than the one that the model was distilled on, or empty
     */
    public int[] timesteps(int inferenceSteps) {
        int original = config.originalInferenceSteps();
        if (inferenceSteps < 1 || inferenceSteps > original) {
            throw new IllegalArgumentException("a schedule of " + inferenceSteps + " steps, expected 1 to " + original);
        }
        int stride = config.trainSteps() / original;
        int[] timesteps = new int[inferenceSteps];
        for (int i = 0; i < inferenceSteps; i++) {
            int picked = (int) Math.floor((double) original * i / inferenceSteps);
            timesteps[i] = (original - picked) * stride - 1;
        }
        return timesteps;
    }

    /**
     * The steps that a list of indices picks of a schedule.
     *
     * @throws IllegalArgumentException as {@link #timesteps}, or if an index lies outside of it
     */
    public List<StepCoefficients> steps(int inferenceSteps, List<Integer> tIndexList) {
        int[] timesteps = timesteps(inferenceSteps);
        return tIndexList.stream()
                .map(i -> {
                    if (i < 0 || i >= timesteps.length) {
                        throw new IllegalArgumentException(
                                "t index " + i + " in a schedule of " + timesteps.length + " steps");
                    }
                    return at(timesteps[i]);
                })
                .toList();
    }

    /** What the network predicts. */
    public PredictionType prediction() {
        return config.predictionType();
    }

    /** Length of the schedule that the model was distilled on. */
    public int originalSteps() {
        return config.originalInferenceSteps();
    }

    private StepCoefficients at(int timestep) {
        double alpha = alphasCumulated[timestep];
        double scaled = timestep * config.timestepScaling();
        double norm = scaled * scaled + SIGMA_DATA_SQUARED;
        return new StepCoefficients(
                timestep, Math.sqrt(alpha), Math.sqrt(1 - alpha), SIGMA_DATA_SQUARED / norm, scaled / Math.sqrt(norm));
    }
}
