package dev.brushcast.kit.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsGrowToALimitAndAreNeverTheSameForAll() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), new SplittableRandom(1));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waits.add(backoff.next().toMillis());
        }

        assertThat(waits.getFirst()).isBetween(250L, 500L);
        assertThat(waits.get(3)).isBetween(2000L, 4000L);
        assertThat(waits.subList(10, 50)).allSatisfy(wait -> assertThat(wait).isBetween(7500L, 15_000L));
        assertThat(waits.subList(10, 50).stream().distinct().count()).isGreaterThan(30);
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(250L, 500L);
    }
}
