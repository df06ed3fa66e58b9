package dev.brushcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    private final Reconnect reconnect = new Reconnect(5, Duration.ofMillis(500), Duration.ofSeconds(3));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(reconnect.pause(1, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(reconnect.pause(2, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(reconnect.pause(3, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(reconnect.pause(4, 0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(reconnect.pause(1000, 0)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void chanceShortensAPauseByHalfAtMost() {
        assertThat(reconnect.pause(2, 1)).isEqualTo(Duration.ofMillis(500));
        assertThat(reconnect.pause(2, 0.5)).isEqualTo(Duration.ofMillis(750));
    }
}
