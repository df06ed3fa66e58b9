package dev.brushcast.engine.tools.bench.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brushcast.engine.tools.bench.video.LiveLoad.Chunk;
import dev.brushcast.engine.tools.bench.video.VideoReport.Live;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLoadTest {

    private static final long MILLI = 1_000_000;

    @Test
    void whatIsOutAfterItsDeadlineOrGivenUpIsNotInTime() {
        Live live = VideoBenchmark.live(
                List.of(
                        List.of(chunk(0, 50, false), chunk(100, 160, false), chunk(200, 450, false)),
                        List.of(chunk(50, 100, false), chunk(150, 400, true))),
                Duration.ofMillis(200));

        assertThat(live.chunks()).isEqualTo(5);
        assertThat(live.inTime()).isCloseTo(3.0 / 5, within(1e-9));
        assertThat(live.late()).isEqualTo(1);
        assertThat(live.betweenMillis().p50()).isCloseTo(110, within(0.1));
        assertThat(live.betweenMillis().p99()).as("not across streams").isCloseTo(290, within(0.1));
        assertThat(live.latencyMillis().p50()).isCloseTo(50, within(0.1));
    }

    private static Chunk chunk(long readyMillis, long outMillis, boolean late) {
        return new Chunk(readyMillis * MILLI, outMillis * MILLI, late);
    }
}
