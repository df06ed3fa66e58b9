package dev.brushcast.egress.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DebouncedConditionTest {

    private final DebouncedCondition debounced = new DebouncedCondition(1_000, 300);

    @Test
    void countsOnceItHasHeldForLongEnough() {
        assertThat(debounced.at(0, true)).isFalse();
        assertThat(debounced.at(999, true)).isFalse();
        assertThat(debounced.at(1_000, true)).isTrue();
        assertThat(debounced.heldSinceUs()).isZero();
    }

    @Test
    void whatIsInterruptedBeginsAnew() {
        assertThat(debounced.at(0, true)).isFalse();
        assertThat(debounced.at(900, false)).isFalse();
        assertThat(debounced.at(950, true)).isFalse();
        assertThat(debounced.at(1_900, true)).isFalse();
        assertThat(debounced.at(1_950, true)).isTrue();
    }

    @Test
    void countsUntilItHasBeenGoneForLongEnough() {
        debounced.at(0, true);
        debounced.at(1_000, true);

        assertThat(debounced.at(1_100, false)).isTrue();
        assertThat(debounced.at(1_399, false)).isTrue();
        assertThat(debounced.at(1_400, false)).isFalse();
    }

    @Test
    void neverChangesFasterThanItMay() {
        Random random = new Random(7);
        boolean before = false;
        long changedAt = -300;
        boolean condition = false;
        for (long us = 0; us < 1_000_000; us += 1 + random.nextInt(50)) {
            condition = random.nextInt(40) == 0 ? !condition : condition;
            boolean now = debounced.at(us, condition);
            if (now != before) {
                assertThat(us - changedAt).isGreaterThanOrEqualTo(now ? 1_000 : 300);
                changedAt = us;
            }
            before = now;
        }
        assertThat(changedAt).isPositive();
    }

    @Test
    void zeroIsNever() {
        DebouncedCondition never = new DebouncedCondition(0, 300);

        assertThat(never.at(0, true)).isFalse();
        assertThat(never.at(1_000_000_000, true)).isFalse();
    }
}
