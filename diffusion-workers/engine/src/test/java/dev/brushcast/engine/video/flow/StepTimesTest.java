package dev.brushcast.engine.video.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepTimesTest {

    @Test
    void theFirstStepsOfTheListAreRun() {
        assertThat(video(1)).hasToString("[700.0]");
        assertThat(video(2)).hasToString("[700.0, 500.0]");
        assertThat(video(4)).hasToString("[700.0, 500.0, 400.0, 200.0]");
        assertThat(video(9).count()).as("no more than there are").isEqualTo(4);
    }

    @Test
    void fromNoiseTheStepAtTimeZeroIsRunToo() {
        StepTimes times = StepTimes.of(List.of(1000, 750, 500, 250, 0), 2, false, true, FlowSchedule.WAN);
        assertThat(times).hasToString("[1000.0, 750.0, 0.0]");
    }

    @Test
    void aWarpedTimeIsAPlaceInTheSchedule() {
        StepTimes times = StepTimes.of(StepTimes.VIDEO_TO_VIDEO, 4, true, true, FlowSchedule.WAN);
        assertThat(times.at(0)).isCloseTo(949.1525f, within(1e-3f));
        assertThat(times.at(1)).isCloseTo(888.8889f, within(1e-3f));
        assertThat(times.at(3)).isCloseTo(666.6667f, within(1e-3f));
        assertThat(times.at(4)).isZero();
    }

    @Test
    void theFirstTimeIsTheMotions() {
        StepTimes given = video(2);
        assertThat(given.withFirst(612)).hasToString("[612.0, 500.0]");
        assertThat(given).hasToString("[700.0, 500.0]");
    }

    @Test
    void listsThatDoNotEndOrHaveNothingToDoAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> video(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepTimes.of(List.of(700, 500), 2, false, false, FlowSchedule.WAN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepTimes.of(List.of(0), 1, false, false, FlowSchedule.WAN));
        assertThatIllegalArgumentException().isThrownBy(StepTimes::exactly);
    }

    private static StepTimes video(int steps) {
        return StepTimes.of(StepTimes.VIDEO_TO_VIDEO, steps, false, false, FlowSchedule.WAN);
    }
}
