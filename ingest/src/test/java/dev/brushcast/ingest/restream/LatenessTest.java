package dev.brushcast.ingest.restream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final long SECOND = 1_000_000;

    private final Lateness lateness = new Lateness(Duration.ofSeconds(2));

    @Test
    void anotherMachinesClockMakesNothingLate() {
        assertThat(lateness.isLate(0, 3_600 * SECOND)).isFalse();
        assertThat(lateness.isLate(SECOND, 3_601 * SECOND)).isFalse();
    }

    @Test
    void whatWaitsForTwoSecondsMoreThanTheQuickestIsLate() {
        assertThat(lateness.isLate(0, SECOND)).isFalse();
        assertThat(lateness.isLate(SECOND, 4 * SECOND)).isFalse();
        assertThat(lateness.isLate(2 * SECOND, 5 * SECOND + 1)).isTrue();
    }

    @Test
    void aBeginningFarBackIsReadOutWhole() {
        assertThat(lateness.isLate(0, 60 * SECOND)).isFalse();
        assertThat(lateness.isLate(30 * SECOND, 61 * SECOND)).isFalse();
        assertThat(lateness.isLate(61 * SECOND, 62 * SECOND)).isFalse();
    }

    @Test
    void whoHasNothingLeftToReadIsOnTimeWhateverTheClockSays() {
        assertThat(lateness.isLate(0, SECOND)).isFalse();
        lateness.caughtUp();

        assertThat(lateness.isLate(SECOND, 3_600 * SECOND)).isFalse();
    }
}
