package dev.brushcast.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SustainedShareTest {

    @Test
    void aTakeoverSaysNothingOfWhatAWorkerCanCarry() {
        assertThat(SustainedShare.WHOLE
                        .after(0.05, 0.8)
                        .after(0.05, 0.3)
                        .after(0.05, 0)
                        .share())
                .isEqualTo(1);
    }

    @Test
    void aWorkerThatIsLateAgainAndAgainIsBelievedLessStepByStep() {
        SustainedShare after = SustainedShare.WHOLE;
        for (int report = 0; report < 4; report++) {
            after = after.after(0.6, 0.1);
        }

        assertThat(after.share())
                .as("from the third report on a tenth each time")
                .isEqualTo(0.9 * 0.9);
    }

    @Test
    void noLessIsBelievedThanIsAskedFor() {
        SustainedShare after = SustainedShare.WHOLE;
        for (int report = 0; report < 100; report++) {
            after = after.after(0.6, 0.1);
        }

        assertThat(after.share()).isBetween(0.5, 0.6);
    }

    @Test
    void aWorkerThatIsOnTimeComesBackToItsTrial() {
        SustainedShare after = new SustainedShare(0.5, 9);
        for (int report = 0; report < 51; report++) {
            after = after.after(0.6, 0);
        }

        assertThat(after.share()).isEqualTo(1);
    }
}
