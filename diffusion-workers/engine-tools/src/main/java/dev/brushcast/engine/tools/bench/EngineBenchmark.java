package dev.brushcast.engine.tools.bench;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style.GuidanceKind;
import dev.brushcast.engine.Style.Similarity;
import dev.brushcast.engine.Style.SkipRule;
import dev.brushcast.engine.memory.ResidentMemory;
import dev.brushcast.engine.model.NetworkCall;
import dev.brushcast.engine.similarity.Cosine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Benchmarks, in one process: the engine and the bare sessions take turns on the same batches. */
public final class EngineBenchmark {

    private static final int COMPARISONS = 500;
    private static final int STILL_REQUESTS = 12;
    private static final double MIB = 1024 * 1024;
    private static final double KIB = 1024;

    private EngineBenchmark() {}

    /**
     * The engine beside the bare sessions.
     *
     * @throws dev.brushcast.engine.EngineException if the model cannot be used
     */
    public static EngineReport run(BenchSettings settings, BatchPolicy policy, Setting setting) {
        try (Bench bench = new Bench(settings, policy)) {
            Load load = new Load(setting.streams(), settings.framesPerRequest(), setting.style(), false);
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
            Load.Outcome loneFrames =
                    new Load(1, 1, setting.style(), false).run(bench.engine(), bench.size(), settings.perRound());
            double allocated = Medians.of(rounds, Round::allocatedPerFrame) / KIB;
            return new EngineReport(
                    bench.subject(),
                    policy.label(),
                    setting,
                    Throughput.of(rounds),
                    Latency.of(rounds, loneFrames.latencyMillis()),
                    similarityMillis(bench.size()),
                    new Memory(allocated, heap, resident < 0 || after < 0 ? -1 : (after - resident) / MIB));
        }
    }

    /**
     * All policies beside each other in each setting; then residual guidance beside full guidance, and a still scene
     * with and without the similarity filter, under the default policy.
     *
     * @throws dev.brushcast.engine.EngineException if the model cannot be used
     */
    public static CompareReport compare(BenchSettings settings, List<Setting> grid) {
        Map<BatchPolicy, Bench> benches = new EnumMap<>(BatchPolicy.class);
        try {
            for (BatchPolicy policy : BatchPolicy.OF_FRAMES) {
                benches.put(policy, new Bench(settings, policy));
            }
            List<CompareReport.Row> rows = new ArrayList<>();
            for (Setting setting : grid) {
                rows.addAll(new Comparison(settings, benches, setting).run());
            }
            Bench bench = Objects.requireNonNull(benches.get(BatchPolicy.CONTINUOUS));
            return new CompareReport(
                    bench.subject(), rows, selfOverFull(bench, settings), stillSceneWork(bench, settings));
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
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < settings.rounds(); i++) {
            ratios.add(fpsAtFourSteps(bench, settings, GuidanceKind.SELF)
                    / fpsAtFourSteps(bench, settings, GuidanceKind.FULL));
        }
        bench.calls();
        return Medians.of(ratios, Double::doubleValue);
    }

    private static double fpsAtFourSteps(Bench bench, BenchSettings settings, GuidanceKind guidance) {
        Setting setting = new Setting(4, 1, guidance);
        return new Load(setting.streams(), settings.framesPerRequest(), setting.style(), false)
                .run(bench.engine(), bench.size(), settings.perRound())
                .framesPerSecond();
    }

    private static double stillSceneWork(Bench bench, BenchSettings settings) {
        double without = rowsPerFrame(bench, null, settings);
        return without / rowsPerFrame(bench, new Similarity(0.98, 10, SkipRule.PLAIN), settings);
    }

    private static double rowsPerFrame(Bench bench, @Nullable Similarity filter, BenchSettings settings) {
        Load load = new Load(1, settings.framesPerRequest(), Setting.USUAL.style(filter), true);
        bench.calls();
        Duration brief = settings.perRound().dividedBy(2);
        int frames =
                load.run(bench.engine(), bench.size(), brief, STILL_REQUESTS).frames();
        List<NetworkCall> calls = bench.calls();
        return (double) Bench.rows(calls) / frames;
    }
}
