package dev.brushcast.engine.bench;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One setting under every policy; the policies take turns, so that whatever else the machine does hits all of them. */
final class Comparison {

    private final BenchSettings settings;
    private final Map<BatchPolicy, Bench> benches;
    private final Setting setting;
    private final Load load;
    private final Load loneFrame;

    Comparison(BenchSettings settings, Map<BatchPolicy, Bench> benches, Setting setting) {
        this.settings = settings;
        this.benches = benches;
        this.setting = setting;
        Style style = setting.style();
        this.load = new Load(setting.streams(), settings.framesPerRequest(), style, false);
        this.loneFrame = new Load(1, 1, style, false);
    }

    List<CompareReport.Row> run() {
        Map<BatchPolicy, List<Round>> rounds = new EnumMap<>(BatchPolicy.class);
        Map<BatchPolicy, List<Double>> alone = new EnumMap<>(BatchPolicy.class);
        Duration brief = settings.perRound().dividedBy(4);
        benches.values().forEach(bench -> load.run(bench.engine(), bench.size(), brief));
        for (int i = 0; i < settings.rounds(); i++) {
            benches.forEach((policy, bench) -> {
                rounds.computeIfAbsent(policy, _ -> new ArrayList<>()).add(Round.run(bench, load, settings.perRound()));
                if (setting.streams() == 1) {
                    alone.computeIfAbsent(policy, _ -> new ArrayList<>())
                            .addAll(loneFrame
                                    .run(bench.engine(), bench.size(), brief)
                                    .latencyMillis());
                }
            });
        }
        List<CompareReport.Row> rows = new ArrayList<>();
        rounds.forEach((policy, of) -> rows.add(row(policy, of, alone.getOrDefault(policy, List.of()))));
        return rows;
    }

    private CompareReport.Row row(BatchPolicy policy, List<Round> rounds, List<Double> alone) {
        List<Double> latencies = rounds.stream()
                .flatMap(round -> round.outcome().latencyMillis().stream())
                .toList();
        return new CompareReport.Row(
                policy.label(),
                setting.steps(),
                setting.streams(),
                setting.guidance(),
                Quantiles.median(rounds.stream().map(Round::fps).toList()),
                Quantiles.median(rounds.stream().map(Round::floorFps).toList()),
                Quantiles.median(
                        rounds.stream().map(round -> round.cpu().engine()).toList()),
                Quantiles.median(
                        rounds.stream().map(round -> round.cpu().floor()).toList()),
                Quantiles.of(latencies, 0.5),
                Quantiles.of(latencies, 0.99),
                alone.isEmpty() ? 0 : Quantiles.median(alone),
                Quantiles.median(rounds.stream().map(Round::rowsPerCall).toList()));
    }
}
