package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietStreamsTest {

    private final QuietStreams quiet = new QuietStreams();

    @Test
    void whatIsPendingWaitsTwoChunksAndASecond() {
        quiet.heard("a", 0, Duration.ofMillis(133), true);
        quiet.heard("b", 0, Duration.ofMillis(133), false);

        assertThat(quiet.overdue(1_265)).isEmpty();
        assertThat(quiet.overdue(1_266)).containsExactly("a");
        assertThat(quiet.overdue(9_000)).isEmpty();
    }

    @Test
    void aChunkInBetweenIsNoPause() {
        quiet.heard("a", 0, Duration.ofMillis(133), true);
        quiet.heard("a", 1_000, Duration.ofMillis(133), true);

        assertThat(quiet.overdue(2_000)).isEmpty();
    }

    @Test
    void aMinuteWithoutAChunkIsIdleAndToldOnce() {
        quiet.heard("a", 0, Duration.ZERO, false);
        quiet.heard("b", 1, Duration.ZERO, false);
        quiet.heard("c", 0, Duration.ZERO, false);
        quiet.ended("c");

        assertThat(quiet.idle(60_000)).containsExactly("a");
        assertThat(quiet.idle(60_001)).containsExactly("b");
        assertThat(quiet.knows("a")).isFalse();
    }
}
