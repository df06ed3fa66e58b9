package dev.brushcast.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    @Test
    void viewersMayHaveMoreTimeThanUsualButNotWithoutEndAndNeverNone() {
        FrameBudget budget = FrameBudget.DEFAULT;

        assertThat(budget.us(OptionalLong.empty())).isEqualTo(1_200_000);
        assertThat(budget.us(OptionalLong.of(1_900_000))).isEqualTo(1_900_000);
        assertThat(budget.us(OptionalLong.of(60_000_000))).isEqualTo(3_000_000);
        assertThat(budget.us(OptionalLong.of(-60_000_000))).isEqualTo(600_000);
    }

    @Test
    void aSourceThatIsItselfLateIsNotMadeUpForByRenderingNothingOfIt() {
        assertThat(FrameBudget.countedFromUs(1_000_000, 1_100_000, 1_200_000)).isEqualTo(1_000_000);
        assertThat(FrameBudget.countedFromUs(1_000_000, 3_000_000, 1_200_000)).isEqualTo(2_400_000);
    }

    @Test
    void timesThatDoNotRiseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameBudget(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }
}
