package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.kit.kafka.Failover;
import dev.brushcast.worker.config.Guarantee;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {

    private long now = Long.MAX_VALUE - 5; // as System.nanoTime may be: it wraps
    private final CommitPolicy policy = new CommitPolicy(Guarantee.EXACTLY_ONCE_V2, Failover.DEFAULT, () -> now);

    @Test
    void whatSomebodyWaitsForIsCommittedAtOnceAndAQuickOneOfARecordingIsNot() {
        assertThat(after(Duration.ofMillis(100), false)).isFalse();
        assertThat(after(Duration.ofMillis(100), true)).isTrue();
    }

    @Test
    void whereChunksTakeLongNoTransactionStaysOpenWhileTheNextIsRendered() {
        assertThat(after(Duration.ofSeconds(11), false)).isTrue();
        assertThat(after(Duration.ofMillis(100), false))
                .as("the quick one before the slow one, rendered again")
                .isTrue();
    }

    @Test
    void onceChunksAreQuickAgainTheyAreCommittedTogetherAgain() {
        assertThat(after(Duration.ofSeconds(11), false)).isTrue();
        now += Duration.ofMinutes(11).toNanos();
        assertThat(after(Duration.ofMillis(100), false)).isFalse();
    }

    @Test
    void withoutTransactionsNobodyWaitsForACommit() {
        CommitPolicy none = new CommitPolicy(Guarantee.AT_LEAST_ONCE, Failover.DEFAULT, () -> now);
        long begun = none.begin();
        now += Duration.ofSeconds(11).toNanos();
        assertThat(none.atOnce(true, begun)).isFalse();
    }

    private boolean after(Duration render, boolean awaited) {
        long begun = policy.begin();
        now += render.toNanos();
        return policy.atOnce(awaited, begun);
    }
}
