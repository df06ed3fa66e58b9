package dev.brushcast.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.EngineDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerReportTest {

    private final WorkerReport report = new WorkerReport(
            "w", "g", new EngineDescription("model", "cpu", 8, 256 * 256, 1, 0, true), new LoadMeter(), 0);
    private List<Integer> held = List.of();

    @Test
    void eachSlotThatItGetsIsCountedAlsoOneThatComesBack() {
        report.serves(4, () -> held);
        assertThat(taken(List.of())).isZero();
        assertThat(taken(List.of(0, 1))).isEqualTo(2);
        assertThat(taken(List.of(0, 1))).isEqualTo(2);
        assertThat(taken(List.of(1))).isEqualTo(2);
        assertThat(taken(List.of(0, 1, 5))).isEqualTo(4);
    }

    private long taken(List<Integer> now) {
        held = now;
        report.next(1);
        return report.slotsTaken();
    }
}
