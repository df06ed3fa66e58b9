package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.EngineConfig;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.assembly.Engines;
import dev.brushcast.engine.tools.bench.Hardware;
import dev.brushcast.engine.tools.bench.video.VideoReport.Live;
import dev.brushcast.engine.tools.bench.video.VideoReport.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A video model's engine under streams, one setting after another. */
public final class VideoBenchmark {

    private static final int FIRST_CHUNKS = 5;
    private static final double MILLIS = 1e6;

    private VideoBenchmark() {}

    /**
     * Measures. Each row has an engine of its own, so that its first chunk is the engine's first.
     *
     * @throws dev.brushcast.engine.EngineException if the model cannot be used, or does not render a chunk
     */
    public static VideoReport run(VideoBenchSettings settings) {
        List<Row> rows = new ArrayList<>();
        String model = "";
        String device = "";
        for (BatchPolicy policy : settings.policies()) {
            for (int steps : settings.steps()) {
                for (int streams : settings.streams()) {
                    try (DiffusionEngine engine = open(settings, policy)) {
                        rows.add(row(engine, settings, policy, steps, streams));
                        model = engine.description().model();
                        device = engine.description().device();
                    }
                }
            }
        }
        return new VideoReport(
                model,
                device,
                Hardware.describe(),
                settings.size().toString(),
                settings.fps(),
                settings.deadline().toNanos() / MILLIS,
                rows);
    }

    private static DiffusionEngine open(VideoBenchSettings settings, BatchPolicy policy) {
        return Engines.open(EngineConfig.of(settings.model())
                .withDevice(settings.device())
                .withPolicy(policy)
                .withPictureSizes(List.of(settings.size())));
    }

    private static Row row(
            DiffusionEngine engine, VideoBenchSettings settings, BatchPolicy policy, int steps, int streams) {
        Style style = Style.of("an oil painting")
                .withSteps(Style.Steps.at(IntStream.range(0, steps).boxed().toList()));
        // What a worker asks as soon as it knows a style: its prompt is encoded before the first chunk.
        engine.judge(style, true);
        Clip clip = MovingScene.clip("bench", settings.size(), settings.fps());
        double veryFirst = firstMillis(engine, clip, style);
        List<Double> first = new ArrayList<>();
        for (int i = 0; i < FIRST_CHUNKS; i++) {
            first.add(firstMillis(engine, clip, style));
        }
        FastLoad.Outcome fast = new FastLoad(clip, style).run(engine, streams, settings.perRow());
        List<List<LiveLoad.Chunk>> live =
                new LiveLoad(clip, style, settings.deadline()).run(engine, streams, settings.perRow());
        return new Row(
                policy.label(),
                steps,
                streams,
                veryFirst,
                Shares.percentiles(first).p50(),
                fast.frames() / fast.seconds(),
                Shares.percentiles(fast.chunkMillis()),
                fast.stages(),
                live(live, settings.deadline()));
    }

    /** From handing in a new stream's first chunk until its pictures are out, on an engine that does nothing else. */
    private static double firstMillis(DiffusionEngine engine, Clip clip, Style style) {
        try (StreamSession session = engine.open("first")) {
            RenderRequest request = new RenderRequest(
                    StyledFrames.chunk(clip, style, 0, LiveLoad.CHUNK), Continuity.NONE, Long.MAX_VALUE);
            long before = System.nanoTime();
            List<FrameResult> results =
                    StyledFrames.join(session.render(request)).results();
            double millis = (System.nanoTime() - before) / MILLIS;
            FrameResult frame = results.getFirst();
            if (!(frame.outcome() instanceof RenderedFrame.Styled)) {
                throw StyledFrames.notRendered(frame.number(), frame.outcome());
            }
            return millis;
        }
    }

    /** What live streams' chunks come to. */
    static Live live(List<List<LiveLoad.Chunk>> streams, Duration deadline) {
        List<Double> between = new ArrayList<>();
        List<Double> latency = new ArrayList<>();
        int chunks = 0;
        int inTime = 0;
        int late = 0;
        for (List<LiveLoad.Chunk> stream : streams) {
            LiveLoad.Chunk before = null;
            for (LiveLoad.Chunk chunk : stream) {
                chunks++;
                inTime += chunk.inTime(deadline) ? 1 : 0;
                late += chunk.late() ? 1 : 0;
                if (!chunk.late()) {
                    latency.add((chunk.outNanos() - chunk.readyNanos()) / MILLIS);
                    if (before != null) {
                        between.add((chunk.outNanos() - before.outNanos()) / MILLIS);
                    }
                    before = chunk;
                }
            }
        }
        return new Live(
                chunks, (double) inTime / chunks, late, Shares.percentiles(between), Shares.percentiles(latency));
    }
}
