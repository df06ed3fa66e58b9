package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelayTest {

    private final Delay delay = new Delay();

    @Test
    void aSourceThatComesEvenlyHasNoDelay() {
        assertThat(delay.after(5_000_000_000L, 0)).isZero();
        assertThat(delay.after(5_040_000_000L, 40_000)).isZero();
    }

    @Test
    void aBurstHasNoDelayAndWhatComesAfterItIsMeasuredByItsLastFrame() {
        delay.after(5_000_000_000L, 0);
        assertThat(delay.after(5_000_000_000L, 2_000_000)).isZero();
        assertThat(delay.after(5_500_000_000L, 2_040_000)).isEqualTo(Duration.ofMillis(460));
    }
}
