package dev.brushcast.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.contract.fallback.Fallback;
import dev.brushcast.contract.fallback.Shown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DegradationTest {

    private static final Fallback PASSING = new Fallback(Shown.SOURCE, 1, Fallback.NEVER);

    @Test
    void twoProblemsByTurnsAreToldOnce() {
        Degradation first = after(Degradation.NONE, "unsafe");
        Degradation now = first;
        for (int chunk = 0; chunk < 100; chunk++) {
            now = after(now, chunk % 2 == 0 ? Reasons.LATE : "unsafe");
            assertThat(first.changesTo(now)).isFalse();
        }
    }

    @Test
    void anErrorIsToldAtOnceThoughTheStreamIsLateAlready() {
        assertThat(after(after(Degradation.NONE, Reasons.LATE), "style").reason())
                .isEqualTo("style");
    }

    @Test
    void whatOutlastsAnErrorIsToldWhenTheErrorIsOver() {
        Degradation now = after(Degradation.NONE, "style");
        for (int chunk = 1; chunk < Degradation.CLEAN_CHUNKS; chunk++) {
            now = after(now, Reasons.LATE);
            assertThat(now.reason()).isEqualTo("style");
        }

        assertThat(after(now, Reasons.LATE)).isEqualTo(new Degradation(Reasons.LATE, 0, Fallback.NONE));
        assertThat(after(now, null)).isEqualTo(Degradation.NONE);
    }

    @Test
    void aStreamHasNotRecoveredWhileSomethingElseIsShown() {
        Degradation now = Degradation.NONE.after("style", PASSING);
        for (int chunk = 0; chunk < 2 * Degradation.CLEAN_CHUNKS; chunk++) {
            now = now.after(Reasons.LATE, PASSING);
            assertThat(now.reason()).isEqualTo("style");
        }

        assertThat(now.after(null, Fallback.NONE)).isEqualTo(Degradation.NONE);
    }

    private static Degradation after(Degradation before, @Nullable String problem) {
        return before.after(problem, Fallback.NONE);
    }
}
