package dev.brushcast.engine.bench;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Style.Guidance;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.check.ResidentMemory;
import dev.brushcast.engine.model.NetworkCall;
import dev.brushcast.engine.model.PictureSize;
import dev.brushcast.engine.similarity.Cosine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Benchmarks, in one process: the engine and the bare sessions take turns on the same batches. */
public final class EngineBenchmark {

    private static final List<Integer> ONE_STEP = List.of(16);
    private static final Map<Integer, List<Integer>> STEPS =
            Map.of(1, ONE_STEP, 2, List.of(16, 32), 4, List.of(16, 26, 35, 45));
    private static final int STREAMS = 2;
    private static final int COMPARISONS = 500;
    private static final int STILL_REQUESTS = 12;
    private static final double MIB = 1024 * 1024;
    private static final double KIB = 1024;

    private EngineBenchmark() {}

    /**
     * The engine under its default policy with two streams, so that one's pictures are encoded and decoded while the other
     * is denoised, beside the bare sessions.
     *
     * @throws dev.brushcast.engine.EngineException if the model cannot be used
     */
    public static EngineReport run(BenchSettings settings) {
        try (Bench bench = new Bench(settings, BatchPolicy.CONTINUOUS)) {
            Load load =
                    new Load(STREAMS, settings.framesPerRequest(), Bench.style(ONE_STEP, Guidance.OFF, null), false);
            load.run(bench.engine(), bench.size(), settings.perRound().dividedBy(2));
            bench.bareSeconds(bench.calls());
            long resident = ResidentMemory.bytes();
            List<Round> rounds = new ArrayList<>();
            long liveAfterThird = 0;
            for (int i = 0; i < settings.rounds(); i++) {
                rounds.add(Round.run(bench, load, settings.perRound()));
                if (rounds.size() == HeapUse.third(settings.rounds())) {
                    liveAfterThird = HeapUse.liveBytes();
                }
            }
            HeapUse heap = HeapUse.of(rounds, liveAfterThird, HeapUse.liveBytes());
            long after = ResidentMemory.bytes();
            List<Double> latencies = rounds.stream()
                    .flatMap(round -> round.outcome().latencyMillis().stream())
                    .toList();
            return new EngineReport(
                    bench.model().name(),
                    bench.model().device(),
                    Runtime.getRuntime().availableProcessors(),
                    bench.size().toString(),
                    bench.curveMillis(),
                    Quantiles.median(rounds.stream().map(Round::floorFps).toList()),
                    Quantiles.median(rounds.stream().map(Round::fps).toList()),
                    Quantiles.median(rounds.stream()
                            .map(round -> round.fps() / round.floorFps())
                            .toList()),
                    Quantiles.median(
                            rounds.stream().map(round -> round.cpu().engine()).toList()),
                    Quantiles.median(
                            rounds.stream().map(round -> round.cpu().floor()).toList()),
                    similarityMillis(bench.size()),
                    Quantiles.median(rounds.stream().map(Round::rowsPerCall).toList()),
                    Quantiles.of(latencies, 0.5),
                    Quantiles.of(latencies, 0.99),
                    Quantiles.median(rounds.stream()
                                    .map(Round::allocatedPerFrame)
                                    .toList())
                            / KIB,
                    heap,
                    resident < 0 || after < 0 ? -1 : (after - resident) / MIB);
        }
    }

    /**
     * All policies at one, two and four steps, with one stream and with eight.
     *
     * @throws dev.brushcast.engine.EngineException if the model cannot be used
     */
    public static CompareReport compare(BenchSettings settings) {
        Map<BatchPolicy, Bench> benches = new EnumMap<>(BatchPolicy.class);
        try {
            for (BatchPolicy policy : BatchPolicy.values()) {
                benches.put(policy, new Bench(settings, policy));
            }
            List<CompareReport.Row> rows = new ArrayList<>();
            for (int steps : List.of(1, 2, 4)) {
                for (int streams : List.of(1, 8)) {
                    rows.addAll(new Comparison(settings, benches, STEPS.getOrDefault(steps, ONE_STEP), streams).run());
                }
            }
            Bench bench = Objects.requireNonNull(benches.get(BatchPolicy.CONTINUOUS));
            return new CompareReport(
                    bench.model().name(),
                    bench.model().device(),
                    Runtime.getRuntime().availableProcessors(),
                    bench.size().toString(),
                    bench.curveMillis(),
                    rows,
                    selfOverFull(bench, settings),
                    stillSceneWork(bench, settings));
        } finally {
            benches.values().forEach(Bench::close);
        }
    }

    /** The least of many, on pictures that differ. */
    private static double similarityMillis(PictureSize size) {
        byte[] one = new byte[3 * size.pixels()];
        byte[] other = new byte[one.length];
        new Random(1).nextBytes(one);
        new Random(2).nextBytes(other);
        double least = Double.MAX_VALUE;
        double sink = 0;
        for (int i = 0; i < COMPARISONS; i++) {
            long before = System.nanoTime();
            sink += Cosine.of(one, other);
            least = Math.min(least, (System.nanoTime() - before) / 1e6);
        }
        return Double.isNaN(sink) ? Double.NaN : least;
    }

    private static double selfOverFull(Bench bench, BenchSettings settings) {
        List<Integer> four = STEPS.getOrDefault(4, ONE_STEP);
        Load self = new Load(
                1,
                settings.framesPerRequest(),
                Bench.style(four, new Guidance(GuidanceKind.SELF, 1.2, 1), null),
                false);
        Load full = new Load(
                1,
                settings.framesPerRequest(),
                Bench.style(four, new Guidance(GuidanceKind.FULL, 1.2, 1), null),
                false);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < settings.rounds(); i++) {
            double selfFps =
                    self.run(bench.engine(), bench.size(), settings.perRound()).framesPerSecond();
            double fullFps =
                    full.run(bench.engine(), bench.size(), settings.perRound()).framesPerSecond();
            ratios.add(selfFps / fullFps);
        }
        bench.calls();
        return Quantiles.median(ratios);
    }

    private static double stillSceneWork(Bench bench, BenchSettings settings) {
        Similarity filter = new Similarity(0.98, 10, SkipRule.PLAIN);
        double without = rowsPerFrame(
                bench,
                new Load(1, settings.framesPerRequest(), Bench.style(ONE_STEP, Guidance.OFF, null), true),
                settings);
        double with = rowsPerFrame(
                bench,
                new Load(1, settings.framesPerRequest(), Bench.style(ONE_STEP, Guidance.OFF, filter), true),
                settings);
        return without / with;
    }

    private static double rowsPerFrame(Bench bench, Load load, BenchSettings settings) {
        bench.calls();
        Duration brief = settings.perRound().dividedBy(2);
        int frames =
                load.run(bench.engine(), bench.size(), brief, STILL_REQUESTS).frames();
        List<NetworkCall> calls = bench.calls();
        return (double) Bench.rows(calls) / frames;
    }
}
