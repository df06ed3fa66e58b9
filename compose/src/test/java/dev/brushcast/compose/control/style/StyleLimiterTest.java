package dev.brushcast.compose.control.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StyleLimiterTest {

    private long now = Long.MAX_VALUE - 5; // overflows: a nano clock may
    private final StyleLimiter limiter = new StyleLimiter(() -> now);

    @Test
    void aFloodOfAThousandASecondLetsAFewThrough() {
        long through = IntStream.range(0, 10_000)
                .filter(_ -> {
                    now += Duration.ofMillis(1).toNanos();
                    return limiter.take("a").isEmpty();
                })
                .count();

        assertThat(through).isBetween(29L, 31L); // 10 at once, then 2 a second for 10 seconds
    }

    @Test
    void whoIsRefusedIsToldWhenToComeAgain() {
        IntStream.range(0, StyleLimiter.BURST)
                .forEach(_ -> assertThat(limiter.take("a")).isEmpty());

        assertThat(limiter.take("a")).hasValue(1);
        assertThat(limiter.take("b")).isEmpty();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(limiter.take("a")).isEmpty();
    }
}
