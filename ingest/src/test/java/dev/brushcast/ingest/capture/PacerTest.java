package dev.brushcast.ingest.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PacerTest {

    @Test
    void eachFrameComesAtItsTimeWithoutDriftingWhenOneIsLate() throws Exception {
        ManualClock clock = new ManualClock();
        Pacer pacer = new Pacer(clock, new StopSignal());

        pacer.awaitDue(0);
        pacer.awaitDue(40_000);
        clock.pass(Duration.ofMillis(100)); // this frame took too long
        pacer.awaitDue(80_000);
        pacer.awaitDue(120_000);
        pacer.awaitDue(160_000);

        assertThat(clock.waits()).containsExactly(Duration.ofMillis(40), Duration.ofMillis(20));
    }

    @Test
    @Timeout(10)
    void stoppingEndsTheWait() throws Exception {
        StopSignal stop = new StopSignal();
        Pacer pacer = new Pacer(IngestClock.SYSTEM, stop);
        Thread.ofVirtual().start(stop::give);

        pacer.awaitDue(Duration.ofHours(1).toNanos() / 1_000);
    }
}
