package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times in milliseconds; a live chunk that comes now may begin to be rendered for 1200 ms. */
class EnginePatienceTest {

    private static final long RECORDED = Long.MAX_VALUE;
    private static final long LIMIT = 30_000;
    private static final long MARGIN = 700;
    private static final long BUDGET = 1_200;

    private long nowMs = 5;
    private final EnginePatience patience =
            new EnginePatience(Duration.ofMillis(LIMIT), Duration.ofMillis(MARGIN), () -> nanos(nowMs));

    @Test
    void aRecordingWaitsForAsLongAsTheSettingsSay() {
        assertThat(patience.forOne(RECORDED)).isEqualTo(nanos(LIMIT));
        patience.isStuckAfter(nanos(nowMs), true);
        assertThat(patience.forOne(RECORDED)).isEqualTo(nanos(LIMIT));
    }

    @Test
    void aHungCallHoldsALiveStreamUpForLessThanThreeSecondsAndOnlyOnce() {
        long asked = nowMs;
        assertThat(live()).isEqualTo(BUDGET + MARGIN).isLessThan(3_000);
        nowMs += BUDGET + MARGIN;
        assertThat(patience.isStuckAfter(nanos(asked), true)).isFalse();

        assertThat(live()).as("the chunks that have come meanwhile").isZero();
        nowMs += 1_000;
        assertThat(live()).isZero();
    }

    @Test
    void oneChunkNowAndThenTriesAndWaitsForAMomentOnly() {
        hang();
        nowMs += 2_000;
        assertThat(live()).isBetween(1L, 500L);
        assertThat(live()).as("not two at once").isZero();
    }

    @Test
    void anyAnswerEndsItAlsoOneThatComesTooLate() {
        long asked = nowMs;
        hang();
        nowMs += 500;
        patience.answered(nanos(asked));

        assertThat(live()).isGreaterThanOrEqualTo(BUDGET + MARGIN);
    }

    @Test
    void aModelThatIsSlowByNatureIsWaitedForAsLongAsItsAnswersTake() {
        for (int i = 0; i < 40; i++) {
            long asked = nowMs;
            nowMs += 2_000;
            patience.answered(nanos(asked));
        }
        assertThat(live()).isGreaterThan(BUDGET + 4_000).isLessThan(LIMIT);
    }

    @Test
    void anEngineThatSaysNothingForAsLongAsARecordingWouldWaitIsStuck() {
        long asked = nowMs;
        hang();
        boolean stuck = false;
        while (!stuck && nowMs < asked + 2 * LIMIT) {
            nowMs += 2_000;
            stuck = live() > 0 && patience.isStuckAfter(nanos(nowMs), true);
        }
        assertThat(stuck).isTrue();
        assertThat(nowMs - asked).isBetween(LIMIT, LIMIT + 3_000);
    }

    private void hang() {
        long asked = nowMs;
        nowMs += BUDGET + MARGIN;
        patience.isStuckAfter(nanos(asked), true);
    }

    private long live() {
        return Duration.ofNanos(patience.forOne(nanos(nowMs + BUDGET))).toMillis();
    }

    private static long nanos(long ms) {
        return Duration.ofMillis(ms).toNanos();
    }
}
