package dev.brushcast.engine.tools.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.folder.BetaSchedule;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.folder.SchedulerConfig;
import dev.brushcast.engine.schedule.LcmSchedule;
import dev.brushcast.engine.schedule.StepCoefficients;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Timesteps and coefficients of the schedule ({@code lcm.json}). */
final class LcmTable {

    static final String FILE = "lcm.json";
    private static final double TOLERANCE = 1e-5;
    private static final Map<String, ToDoubleFunction<StepCoefficients>> COEFFICIENTS = Map.of(
            "sqrt_alpha", StepCoefficients::a,
            "sqrt_one_minus_alpha", StepCoefficients::b,
            "c_skip", StepCoefficients::cSkip,
            "c_out", StepCoefficients::cOut);

    private LcmTable() {}

    static CaseReport run(Path file) {
        JsonNode table = Json.read(file, "streamdiffusion-v1-lcm/1");
        LcmSchedule schedule = new LcmSchedule(config(table));
        CaseReport report = new CaseReport();
        String wrong = "";
        for (Map.Entry<String, JsonNode> want : table.path("timesteps").properties()) {
            int[] timesteps = schedule.timesteps(Integer.parseInt(want.getKey()));
            if (!Arrays.equals(
                    timesteps,
                    Json.integers(want.getValue()).stream().mapToInt(i -> i).toArray())) {
                wrong = want.getKey() + " steps give " + Arrays.toString(timesteps);
            }
        }
        report.exact("timesteps", wrong.isEmpty(), wrong);
        String accepted = "";
        for (Map.Entry<String, JsonNode> refused : table.path("errors").properties()) {
            accepted = refuses(schedule, Integer.parseInt(refused.getKey())) ? accepted : refused.getKey();
        }
        report.exact("refused step counts", accepted.isEmpty(), accepted + " is accepted");
        double error = 0;
        for (JsonNode row : table.path("coefficients")) {
            error = Math.max(error, error(schedule, row));
        }
        report.number("coefficients", error, TOLERANCE);
        return report;
    }

    private static double error(LcmSchedule schedule, JsonNode row) {
        List<StepCoefficients> steps =
                schedule.steps(row.path("num_inference_steps").asInt(), Json.integers(row.path("t_index_list")));
        boolean half = row.path("dtype").asText().equals("float16");
        double error = 0;
        for (var coefficient : COEFFICIENTS.entrySet()) {
            double[] want = Json.numbers(row.path(coefficient.getKey()));
            for (int i = 0; i < want.length; i++) {
                double value = coefficient.getValue().applyAsDouble(steps.get(i));
                double got = half ? Float.float16ToFloat(Float.floatToFloat16((float) value)) : value;
                double scale = want[i] == 0 ? 1 : Math.abs(want[i]);
                error = Math.max(error, Math.abs(got - want[i]) / scale);
            }
        }
        return error;
    }

    private static boolean refuses(LcmSchedule schedule, int steps) {
        try {
            schedule.timesteps(steps);
            return false;
        } catch (IllegalArgumentException refused) {
            return true;
        }
    }

    private static SchedulerConfig config(JsonNode table) {
        BetaSchedule betas = table.path("beta_schedule").asText().equals("scaled_linear")
                ? BetaSchedule.SCALED_LINEAR
                : BetaSchedule.LINEAR;
        return new SchedulerConfig(
                "LCMScheduler",
                table.path("train_steps").asInt(),
                table.path("beta_start").asDouble(),
                table.path("beta_end").asDouble(),
                betas,
                null,
                PredictionType.EPSILON,
                table.path("original_steps").asInt(),
                table.path("timestep_scaling").asDouble(),
                "leading",
                0,
                true,
                false);
    }
}
