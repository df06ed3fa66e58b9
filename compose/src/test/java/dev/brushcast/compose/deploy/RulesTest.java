package dev.brushcast.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts and the scaling of workers, by Prometheus' own tool; skipped where there is none (package {@code prometheus}). */
class RulesTest {

    private static final Path ALERTS = Path.of("docker/prometheus");
    private static final Path DASHBOARDS = Path.of("docker/grafana/dashboards");

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
                .get("groups")
                .forEach(group -> group.get("rules")
                        .forEach(rule -> assertThat(tests)
                                .contains("alertname: " + rule.get("alert").asText())
                                .contains("alertname: " + rule.get("alert").asText() + "}")));

        promtool(ALERTS, "test", "rules", "alerts_test.yml");
    }

    /** As rules, which promtool reads; a dashboard's own reader would show an empty panel. */
    @Test
    void everyPanelOfTheDashboardsAsksSomethingThatCanBeAsked() throws Exception {
        List<Map<String, String>> rules = new ArrayList<>();
        try (Stream<Path> dashboards = Files.list(DASHBOARDS)) {
            for (Path dashboard : dashboards.toList()) {
                JsonNode panels =
                        new ObjectMapper().readTree(dashboard.toFile()).get("panels");
                assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
                List<String> queries = panels.findValuesAsText("expr");
                assertThat(queries).hasSizeGreaterThanOrEqualTo(panels.size());
                queries.forEach(query -> rules.add(Map.of("record", "asked:" + rules.size(), "expr", query)));
            }
        }
        Path file = folder.resolve("dashboards.yml");
        new ObjectMapper()
                .writeValue(file.toFile(), Map.of("groups", List.of(Map.of("name", "dashboards", "rules", rules))));

        promtool(folder, "check", "rules", "--lint=none", file.getFileName().toString());
    }

    @Test
    void thereIsAWorkerMoreForAsLongAsFramesAreLate() throws Exception {
        String lateness = query("lateness");
        // Two workers, of whose chunks more and more are late.
        Map<String, String> wellThenLate = Map.of(
                "brushcast_worker_chunks_total{pod=\"w-0\",decision=\"render\"}", "0+95x120 11400+50x120",
                "brushcast_worker_chunks_total{pod=\"w-1\",decision=\"render\"}", "0+95x120 11400+50x120",
                "brushcast_worker_chunks_total{pod=\"w-1\",decision=\"thin_out\"}", "0x120 0+45x120");
        promtool(Map.of(
                "tests",
                List.of(
                        test(wellThenLate, expected(lateness, "9m", 0), expected(lateness, "18m", 3)),
                        test(tenThatAreLate(), expected(lateness, "18m", 12)),
                        // Nothing was late so far: that is no reason to have no figure.
                        test(
                                Map.of("brushcast_worker_chunks_total{decision=\"render\"}", "0+10x60"),
                                expected(lateness, "3m", 0)))));
    }

    /** Eleven would be a tenth more, on which Kubernetes does not act (kedacore/keda#3291). */
    private static Map<String, String> tenThatAreLate() {
        return IntStream.range(0, 10)
                .boxed()
                .collect(Collectors.toMap(
                        worker -> "brushcast_worker_chunks_total{pod=\"w-" + worker + "\",decision=\"thin_out\"}",
                        _ -> "0+10x240"));
    }

    /** Desired is what Kubernetes makes of it: a tenth or less is not acted on, and it is rounded up. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 4, 12, 2.5, 3",
        "0.8, 4, 12, 4, 4",
        "0.86, 4, 12, 4.3, 4",
        "1, 4, 12, 5, 5",
        "2.1, 4, 12, 10.5, 11",
        "0.05, 1, 1, 0.0625, 1",
        "2.1, 1, 1, 1, 1",
        "0, 3, 0, 0, 1"
    })
    void workersAreAsManyAsTheStreamsTakeAtEightTenthsAndNoMoreThanStreams(
            double load, int workers, int streams, double asked, int desired) throws Exception {
        promtool(Map.of("tests", List.of(test(fleet(load, workers, streams), expected(query("load"), "1m", asked)))));

        double ratio = asked / workers;
        assertThat(Math.max(1, Math.abs(ratio - 1) <= 0.1 ? workers : (int) Math.ceil(asked)))
                .isEqualTo(desired);
    }

    @Test
    void whileNothingIsKnownOrNobodyServesThereIsNoFigure() throws Exception {
        promtool(Map.of(
                "tests",
                List.of(
                        test(fleet(Double.NaN, 2, 4), unknown(query("load"))),
                        test(fleet(4, 0, 4), unknown(query("load"))),
                        test(Map.of("up", "1x60"), unknown(query("load"))))));
    }

    /** As two instances of control tell, of which one knows nothing yet. */
    private static Map<String, String> fleet(double load, int workers, int streams) {
        return Map.of(
                "brushcast_fleet_load_ratio{pod=\"control-0\"}",
                load + "+0x60",
                "brushcast_fleet_load_ratio{pod=\"control-1\"}",
                "NaN+0x60",
                "brushcast_fleet_workers{pod=\"control-0\"}",
                workers + "x60",
                "brushcast_fleet_workers{pod=\"control-1\"}",
                "NaN+0x60",
                "brushcast_fleet_streams{pod=\"control-0\"}",
                streams + "x60",
                "brushcast_fleet_streams{pod=\"control-1\"}",
                "NaN+0x60");
    }

    private static Map<String, Object> unknown(String query) {
        return Map.of("expr", query, "eval_time", "1m", "exp_samples", List.of());
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

    private void promtool(Map<String, ?> tests) throws Exception {
        Path file = folder.resolve("scaling.yml");
        new ObjectMapper().writeValue(file.toFile(), tests);
        promtool(folder, "test", "rules", file.getFileName().toString());
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
