package dev.brushcast.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.folder.BetaSchedule;
import dev.brushcast.engine.folder.PredictionType;
import dev.brushcast.engine.folder.SchedulerConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LcmScheduleTest {

    private final LcmSchedule schedule = new LcmSchedule(config(BetaSchedule.SCALED_LINEAR, false));

    @ParameterizedTest
    @CsvSource({
        "0, 999, 0.068265, 0.997667, 2.505e-9",
        "16, 679, 0.309813, 0.950798, 5.423e-9",
        "32, 359, 0.701071, 0.713092, 1.940e-8",
        "45, 99, 0.946289, 0.323322, 2.551e-7",
        "49, 19, 0.991082, 0.133252, 6.925e-6"
    })
    void coefficientsAreThoseOfTheReference(int index, int timestep, double a, double b, double cSkip) {
        StepCoefficients step = schedule.steps(50, List.of(index)).getFirst();
        assertThat(step.timestep()).isEqualTo(timestep);
        assertThat(step.a()).isCloseTo(a, within(5e-7));
        assertThat(step.b()).isCloseTo(b, within(5e-7));
        assertThat(step.cSkip()).isCloseTo(cSkip, within(1e-3 * cSkip));
        assertThat(step.cOut() * step.cOut() + step.cSkip()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aShorterScheduleIsSparser() {
        assertThat(schedule.timesteps(4)).containsExactly(999, 759, 499, 259);
        assertThat(schedule.timesteps(8)).containsExactly(999, 879, 759, 639, 499, 379, 259, 139);
    }

    @Test
    void aScheduleLongerThanTheModelsIsRefused() {
        assertThatThrownBy(() -> schedule.timesteps(51))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 50");
    }

    @Test
    void allPredictionsOfOneLatentTellTheSame() {
        StepCoefficients step = schedule.steps(50, List.of(20)).getFirst();
        double clean = 0.8;
        double noise = -1.3;
        double noisy = step.noised(clean, noise);
        double velocity = step.a() * noise - step.b() * clean;
        for (PredictionType type : PredictionType.values()) {
            double prediction = switch (type) {
                case EPSILON -> noise;
                case V_PREDICTION -> velocity;
                case SAMPLE -> clean;
            };
            assertThat(step.x0(type, noisy, prediction)).isCloseTo(clean, within(1e-6));
            assertThat(step.noise(type, noisy, prediction)).isCloseTo(noise, within(1e-9));
        }
    }

    @Test
    void withZeroTerminalSnrTheLastTimestepIsPureNoise() {
        StepCoefficients first = new LcmSchedule(config(BetaSchedule.SCALED_LINEAR, true))
                .steps(50, List.of(0))
                .getFirst();
        assertThat(first.a()).isZero();
        assertThat(first.b()).isEqualTo(1);
    }

    private static SchedulerConfig config(BetaSchedule betas, boolean zeroSnr) {
        return new SchedulerConfig(
                "LCMScheduler",
                1000,
                0.00085,
                0.012,
                betas,
                null,
                PredictionType.EPSILON,
                50,
                10,
                "leading",
                0,
                true,
                zeroSnr);
    }
}
