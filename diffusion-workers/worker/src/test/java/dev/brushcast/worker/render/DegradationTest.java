package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DegradationTest {

    @Test
    void twoProblemsByTurnsAreToldOnce() {
        Degradation first = Degradation.NONE.after("unsafe");
        Degradation now = first;
        for (int chunk = 0; chunk < 100; chunk++) {
            now = now.after(chunk % 2 == 0 ? Reasons.LATE : "unsafe");
            assertThat(first.changesTo(now)).isFalse();
        }
    }

    @Test
    void anErrorIsToldAtOnceThoughTheStreamIsLateAlready() {
        assertThat(Degradation.NONE.after(Reasons.LATE).after("style").reason()).isEqualTo("style");
    }

    @Test
    void whatOutlastsAnErrorIsToldWhenTheErrorIsOver() {
        Degradation now = Degradation.NONE.after("style");
        for (int chunk = 1; chunk < Degradation.CLEAN_CHUNKS; chunk++) {
            now = now.after(Reasons.LATE);
            assertThat(now.reason()).isEqualTo("style");
        }

        assertThat(now.after(Reasons.LATE)).isEqualTo(new Degradation(Reasons.LATE, 0));
        assertThat(now.after(null)).isEqualTo(Degradation.NONE);
    }
}
