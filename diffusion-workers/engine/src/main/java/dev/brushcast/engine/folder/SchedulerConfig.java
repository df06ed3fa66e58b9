package dev.brushcast.engine.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The noise schedule that a model was trained on, from {@code scheduler/scheduler_config.json}.
 *
 * <p>Whatever scheduler the file is of, it is read as diffusers' {@code LCMScheduler.from_config} reads it: the fields
 * that the two have in common come from the file, all others are the defaults of {@code LCMScheduler} (diffusers
 * 0.24).
 *
 * @param className scheduler that wrote the file
 * @param trainSteps number of training timesteps
 * @param betaStart first variance, where {@code trainedBetas} is null
 * @param betaEnd last variance, where {@code trainedBetas} is null
 * @param betaSchedule how they rise in between
 * @param trainedBetas the variances themselves, one per training step, or null
 * @param predictionType what the UNet predicts
 * @param originalInferenceSteps length of the schedule that the model was distilled on; LCM's own picks from it
 * @param timestepScaling factor on the timestep in LCM's boundary condition
 * @param timestepSpacing {@code leading}, {@code trailing} or {@code linspace}
 * @param stepsOffset added to timesteps under {@code leading} spacing
 * @param setAlphaToOne whether the step before the first has no noise at all
 * @param rescaleBetasZeroSnr whether the variances are rescaled so that the last step is pure noise
 */
public record SchedulerConfig(
        String className,
        int trainSteps,
        double betaStart,
        double betaEnd,
        BetaSchedule betaSchedule,
        @Nullable List<Double> trainedBetas,
        PredictionType predictionType,
        int originalInferenceSteps,
        double timestepScaling,
        String timestepSpacing,
        int stepsOffset,
        boolean setAlphaToOne,
        boolean rescaleBetasZeroSnr) {

    static SchedulerConfig read(JsonConfig config) {
        int trainSteps = config.positive("num_train_timesteps", 1000);
        int originalSteps = config.positive("original_inference_steps", 50);
        if (originalSteps > trainSteps) {
            throw config.error(
                    "original_inference_steps is " + originalSteps + ", more than num_train_timesteps, " + trainSteps);
        }
        List<Double> trainedBetas = config.list("trained_betas", JsonNode::isNumber, JsonNode::doubleValue, "numbers");
        if (trainedBetas != null && trainedBetas.size() != trainSteps) {
            throw config.error("trained_betas holds " + trainedBetas.size() + " numbers, expected num_train_timesteps, "
                    + trainSteps);
        }
        return new SchedulerConfig(
                config.text("_class_name", "LCMScheduler"),
                trainSteps,
                variance(config, "beta_start", 0.00085),
                variance(config, "beta_end", 0.012),
                BetaSchedule.read(config, BetaSchedule.SCALED_LINEAR),
                trainedBetas,
                PredictionType.read(config),
                originalSteps,
                config.number("timestep_scaling", 10),
                config.text("timestep_spacing", "leading"),
                config.integer("steps_offset", 0),
                config.flag("set_alpha_to_one", true),
                config.flag("rescale_betas_zero_snr", false));
    }

    private static double variance(JsonConfig config, String key, double whereAbsent) {
        double value = config.number(key, whereAbsent);
        if (!(value >= 0 && value < 1)) {
            throw config.error(key + " is " + value + ", expected a variance from 0 to less than 1");
        }
        return value;
    }
}
