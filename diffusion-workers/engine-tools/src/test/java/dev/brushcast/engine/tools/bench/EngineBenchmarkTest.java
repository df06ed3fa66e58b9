package dev.brushcast.engine.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style.GuidanceKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That the benchmarks run and their numbers hang together; not what they measure. */
class EngineBenchmarkTest {

    private static final BenchSettings BRIEF = new BenchSettings(
            BuiltInModel.IMAGE.folder(), "cpu", Optional.of(new PictureSize(32, 32)), 0, 4, Duration.ofMillis(20), 1);

    @Test
    void putsTheEngineBesideTheBareSessions() {
        EngineReport report = EngineBenchmark.run(BRIEF, BatchPolicy.CONTINUOUS, Setting.USUAL);
        assertThat(report.throughput().fps()).isPositive();
        assertThat(report.throughput().floorFps()).isPositive();
        // Two streams, four frames each: how many share a call is the curve's business.
        assertThat(report.throughput().rowsPerCall()).isBetween(1.0, 8.0);
        assertThat(report.subject().denoiserMillisByRows()).containsKey(1);
        assertThat(report.subject().size()).isEqualTo("32x32");
        assertThat(report.subject().hardware()).startsWith(Runtime.getRuntime().availableProcessors() + " x ");
        assertThat(report.latency().loneFrameMillis()).isPositive();
        assertThat(report.memory().heap().allocatedKibPerFrameFirst()).isPositive();
        assertThat(report.memory().heap().liveMibLast())
                .isBetween(1.0, report.memory().heap().liveMibFirst() + 2);
    }

    @Test
    void putsEveryPolicyBesideTheOthers() {
        CompareReport report = EngineBenchmark.compare(
                BRIEF, Setting.grid(List.of(1, 4), List.of(1, 8), List.of(GuidanceKind.NONE, GuidanceKind.SELF)));
        assertThat(report.rows()).hasSize(3 * 8);
        assertThat(rowsPerCall(report, "sequential")).allMatch(rows -> rows == 1);
        assertThat(rowsPerCall(report, "stream-batch")).anyMatch(rows -> rows > 1.5);
        assertThat(report.stillSceneWork()).isGreaterThan(5);
    }

    private static List<Double> rowsPerCall(CompareReport report, String policy) {
        return report.rows().stream()
                .filter(row -> row.policy().equals(policy))
                .map(row -> row.throughput().rowsPerCall())
                .toList();
    }
}
