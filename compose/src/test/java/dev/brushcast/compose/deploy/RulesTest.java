package dev.brushcast.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and the scaling of workers, by Prometheus' own tool; skipped where there is none (package {@code prometheus}). */
class RulesTest {

    private static final Path ALERTS = Path.of("docker/prometheus");

    @TempDir
    Path folder;

    @BeforeAll
    static void promtoolIsThere() {
        assumeTrue(
                Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
                "there is no promtool");
    }

    @Test
    void prometheusTakesItsSettingsAndRules() throws Exception {
        promtool(ALERTS, "check", "config", "prometheus.yml");
        promtool(ALERTS, "check", "rules", "alerts.yml");
    }

    @Test
    void eachAlertIsToldWhenItIsToBeAndOnlyThen() throws Exception {
        String tests = Files.readString(ALERTS.resolve("alerts_test.yml"));
        Manifests.documents(ALERTS.resolve("alerts.yml"))
                .getFirst()
                .at("/groups/0/rules")
                .forEach(rule -> assertThat(tests)
                        .contains("alertname: " + rule.get("alert").asText()));

        promtool(ALERTS, "test", "rules", "alerts_test.yml");
    }

    @Test
    void workersAreAsManyAsTheFramesTakeAndMoreForAsLongAsTheyAreLate() throws Exception {
        String demand = query("demand");
        String lateness = query("lateness");
        // Two workers: 150 frames a second come in, of which more and more are late.
        Map<String, String> wellThenLate = Map.of(
                "brushcast_worker_frames_total{pod=\"w-0\",outcome=\"styled\"}", "0+750x120 90000+300x120",
                "brushcast_worker_frames_total{pod=\"w-0\",outcome=\"reused_late\"}", "0x120 0+450x120",
                "brushcast_worker_chunks_total{pod=\"w-0\",decision=\"render\"}", "0+95x120 11400+50x120",
                "brushcast_worker_chunks_total{pod=\"w-1\",decision=\"render\"}", "0+95x120 11400+50x120",
                "brushcast_worker_chunks_total{pod=\"w-1\",decision=\"thin_out\"}", "0x120 0+45x120");
        Path tests = folder.resolve("scaling.yml");
        new ObjectMapper()
                .writeValue(
                        tests.toFile(),
                        Map.of(
                                "tests",
                                List.of(
                                        test(
                                                wellThenLate,
                                                expected(demand, "9m", 150),
                                                expected(demand, "18m", 150),
                                                expected(lateness, "9m", 0),
                                                expected(lateness, "18m", 3)),
                                        // Nothing was late so far: that is no reason to have no figure.
                                        test(
                                                Map.of("brushcast_worker_chunks_total{decision=\"render\"}", "0+10x60"),
                                                expected(lateness, "3m", 0)))));

        promtool(folder, "test", "rules", tests.getFileName().toString());
    }

    private static Map<String, Object> test(Map<String, String> series, Object... expected) {
        return Map.of(
                "interval",
                "5s",
                "input_series",
                series.entrySet().stream()
                        .map(one -> Map.of("series", one.getKey(), "values", one.getValue()))
                        .toList(),
                "promql_expr_test",
                List.of(expected));
    }

    private static Map<String, Object> expected(String query, String at, double value) {
        return Map.of("expr", query, "eval_time", at, "exp_samples", List.of(Map.of("labels", "{}", "value", value)));
    }

    private static String query(String trigger) {
        return StreamSupport.stream(
                        Manifests.ofKind("ScaledObject")
                                .findFirst()
                                .orElseThrow()
                                .at("/spec/triggers")
                                .spliterator(),
                        false)
                .filter(candidate -> candidate.get("name").asText().equals(trigger))
                .findFirst()
                .orElseThrow()
                .at("/metadata/query")
                .asText();
    }

    private static void promtool(Path folder, String... arguments) throws Exception {
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(promtool.exitValue()).as(said).isZero();
    }
}
