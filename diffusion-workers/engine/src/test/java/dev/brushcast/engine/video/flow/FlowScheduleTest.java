package dev.brushcast.engine.video.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowScheduleTest {

    private final FlowSchedule schedule = FlowSchedule.WAN;

    @ParameterizedTest
    @CsvSource({
        "1000, 0, 1.000000",
        "750, 727, 0.750258",
        "700, 774, 0.700232",
        "699, 775, 0.699029",
        "620, 831, 0.619331",
        "500, 889, 0.499719",
        "200, 970, 0.198347",
        "0, 999, 0.007944"
    })
    void aTimeHasTheNoiseOfTheNearestLevel(float time, int index, double sigma) {
        assertThat(schedule.nearest(time)).isEqualTo(index);
        assertThat(schedule.sigma(time)).isCloseTo((float) sigma, within(1e-6f));
    }

    @Test
    void ofTwoEquallyNearLevelsTheNoisierCounts() {
        float between = (schedule.timeAt(500) + schedule.timeAt(501)) / 2;
        assertThat(schedule.nearest(between)).isIn(500, 501);
        assertThat(schedule.nearest(2000)).isZero();
        assertThat(schedule.nearest(-5)).isEqualTo(999);
    }

    @Test
    void whatIsNoisedComesBackByItsFlow() {
        float[] clean = {1, -0.5f, 0.25f};
        float[] noise = {-2, 0.75f, 0};
        float[] flow = {noise[0] - clean[0], noise[1] - clean[1], noise[2] - clean[2]};

        float[] noisy = schedule.noised(clean, noise, 700);

        assertThat(noisy[0]).isCloseTo(1 - 3 * 0.700232f, within(1e-5f));
        assertThat(schedule.clean(noisy, flow, 700)).containsExactly(clean, within(1e-6f));
    }

    @Test
    void aShiftOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowSchedule(0));
    }
}
