package dev.brushcast.egress.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateMeterTest {

    private static final long SECOND = 1_000_000;

    private final RateMeter rate = new RateMeter(Duration.ofSeconds(5));

    @Test
    void nothingHasNoRate() {
        assertThat(rate.perSecond(SECOND)).isZero();
        assertThat(rate.overall()).isZero();
    }

    @Test
    void oneEventHasNoRateYet() {
        rate.mark(SECOND);
        assertThat(rate.perSecond(SECOND)).isZero();
        assertThat(rate.overall()).isZero();
    }

    @Test
    void lateEventsCountOverTheWindowAndAllOfThemFromFirstToLast() {
        for (int i = 0; i <= 100; i++) {
            rate.mark(i * SECOND / 10); // ten a second for ten seconds
        }
        assertThat(rate.perSecond(10 * SECOND)).isEqualTo(51 / 5.0);
        assertThat(rate.overall()).isEqualTo(10);
    }

    @Test
    void aRateFallsToNothingOnceEventsStop() {
        for (int i = 0; i <= 100; i++) {
            rate.mark(i * SECOND / 10);
        }
        assertThat(rate.perSecond(12 * SECOND)).isEqualTo(31 / 5.0);
        assertThat(rate.perSecond(15 * SECOND)).isEqualTo(1 / 5.0);
        assertThat(rate.perSecond(15 * SECOND + 1)).isZero();
        assertThat(rate.overall()).isEqualTo(10);
    }

    @Test
    void aYoungStreamIsMeasuredOverItsAge() {
        rate.mark(0);
        rate.mark(SECOND);
        assertThat(rate.perSecond(2 * SECOND)).isEqualTo(1);
    }
}
