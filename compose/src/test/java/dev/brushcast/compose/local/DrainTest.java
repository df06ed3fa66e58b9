package dev.brushcast.compose.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DrainTest {

    private Instant now = Instant.EPOCH;
    private final Drain drain = new Drain(() -> now, time -> now = now.plus(time));
    private final AtomicLong left = new AtomicLong(3_000);

    @Test
    void whatWasReadIsFinishedHoweverLongThatTakes() {
        assertThat(drain.await(() -> left.getAndDecrement(), () -> false)).isTrue();

        assertThat(Duration.between(Instant.EPOCH, now)).isGreaterThan(Duration.ofSeconds(30));
    }

    @Test
    void aLimitThatIsSetMeanwhileHolds() {
        boolean all = drain.await(
                () -> {
                    if (left.get() == 2_900) {
                        drain.limitTo(Duration.ofSeconds(5));
                    }
                    return left.getAndDecrement();
                },
                () -> false);

        assertThat(all).isFalse();
        assertThat(Duration.between(Instant.EPOCH, now)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void nothingThatMovesAMinuteLongIsNotWaitedFor() {
        assertThat(drain.await(() -> 7, () -> false)).isFalse();

        assertThat(Duration.between(Instant.EPOCH, now)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPipelineThatHasFailedIsNotWaitedFor() {
        assertThat(drain.await(() -> 7, () -> true)).isFalse();

        assertThat(now).isEqualTo(Instant.EPOCH);
    }
}
