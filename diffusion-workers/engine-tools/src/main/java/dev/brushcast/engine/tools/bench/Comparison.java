package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.DoubleHistogram;

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
        Map<BatchPolicy, DoubleHistogram> alone = new EnumMap<>(BatchPolicy.class);
        Duration brief = settings.perRound().dividedBy(4);
        benches.values().forEach(bench -> load.run(bench.engine(), bench.size(), brief));
        benches.keySet().forEach(policy -> alone.put(policy, Medians.histogram()));
        for (int i = 0; i < settings.rounds(); i++) {
            benches.forEach((policy, bench) -> {
                rounds.computeIfAbsent(policy, _ -> new ArrayList<>()).add(Round.run(bench, load, settings.perRound()));
                if (setting.streams() == 1) {
                    Objects.requireNonNull(alone.get(policy))
                            .add(loneFrame
                                    .run(bench.engine(), bench.size(), brief)
                                    .latencyMillis());
                }
            });
        }
        List<CompareReport.Row> rows = new ArrayList<>();
        rounds.forEach((policy, of) -> rows.add(new CompareReport.Row(
                policy.label(),
                setting,
                Throughput.of(of),
                Latency.of(of, Objects.requireNonNull(alone.get(policy))))));
        return rows;
    }
}
