package dev.brushcast.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    @Test
    void byDefaultAPublisherThatComesBackIsFoundWithinTwoSecondsHoweverLongItWasAway() {
        Backoff pauses = Reconnect.DEFAULT.pauses(new Random(1));

        for (int attempt = 0; attempt < 1_000; attempt++) {
            assertThat(pauses.next()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void theFirstTriesAreQuick() {
        Backoff pauses = Reconnect.DEFAULT.pauses(new Random(1));

        assertThat(pauses.next()).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(pauses.next()).isLessThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void limitsAreReadAsTheyAreWritten() {
        assertThat(WaitLimit.parse("90s").time()).isEqualTo(Duration.ofSeconds(90));
        assertThat(WaitLimit.parse("0").isOver(Duration.ZERO)).isTrue();
        assertThat(WaitLimit.parse("forever").isOver(Duration.ofDays(10_000))).isFalse();
        for (String text : new String[] {"90s", "250ms", "forever"}) {
            assertThat(WaitLimit.parse(text)).hasToString(text);
        }
        assertThatThrownBy(() -> WaitLimit.parse("10"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("write 10s, 5m, 0 or forever");
    }
}
