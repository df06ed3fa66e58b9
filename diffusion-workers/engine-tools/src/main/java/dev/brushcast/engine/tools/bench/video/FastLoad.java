package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.Continuity;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.FrameResult;
import dev.brushcast.engine.RenderRequest;
import dev.brushcast.engine.RenderedFrame;
import dev.brushcast.engine.StageNanos;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.tools.bench.video.VideoReport.Stages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams that each hand in a chunk as soon as the one before is done.
 *
 * @param clip of all of them, from a place of its own each
 * @param style of all frames
 */
record FastLoad(Clip clip, Style style) {

    private static final int LEAST_CHUNKS = 3;
    private static final double MILLIS = 1e6;

    /**
     * What came out.
     *
     * @param frames rendered
     * @param seconds that it took
     * @param chunkMillis of each request
     * @param stages of a chunk, mean
     */
    record Outcome(int frames, double seconds, List<Double> chunkMillis, Stages stages) {}

    private record Frames(List<Double> chunkMillis, List<StageNanos> stages) {}

    Outcome run(DiffusionEngine engine, int streams, Duration duration) {
        long started = System.nanoTime();
        long end = started + duration.toNanos();
        List<Frames> all = Streams.run(engine, streams, (session, stream) -> stream(session, stream, end));
        double seconds = (System.nanoTime() - started) / 1e9;
        List<StageNanos> stages =
                all.stream().flatMap(frames -> frames.stages.stream()).toList();
        return new Outcome(
                stages.size(),
                seconds,
                all.stream().flatMap(frames -> frames.chunkMillis.stream()).toList(),
                mean(stages));
    }

    private Frames stream(StreamSession session, int stream, long end) {
        Frames frames = new Frames(new ArrayList<>(), new ArrayList<>());
        long number = (long) stream * LiveLoad.CHUNK;
        do {
            long before = System.nanoTime();
            RenderRequest request = new RenderRequest(
                    StyledFrames.chunk(clip, style, number, number + LiveLoad.CHUNK), Continuity.NONE, Long.MAX_VALUE);
            add(StyledFrames.join(session.render(request)).results(), frames);
            frames.chunkMillis.add((System.nanoTime() - before) / MILLIS);
            number += LiveLoad.CHUNK;
        } while (System.nanoTime() < end || frames.chunkMillis.size() < LEAST_CHUNKS);
        add(StyledFrames.join(session.drain()), frames);
        return frames;
    }

    private static void add(List<FrameResult> results, Frames frames) {
        for (FrameResult result : results) {
            if (!(result.outcome() instanceof RenderedFrame.Styled styled)) {
                throw StyledFrames.notRendered(result.number(), result.outcome());
            }
            frames.stages.add(styled.stages());
        }
    }

    /** Frames are told their share of a chunk's times. */
    private static Stages mean(List<StageNanos> all) {
        double share = LiveLoad.CHUNK / MILLIS / all.size();
        return new Stages(
                share * all.stream().mapToLong(StageNanos::queue).sum(),
                share * all.stream().mapToLong(StageNanos::encode).sum(),
                share * all.stream().mapToLong(StageNanos::denoise).sum(),
                share * all.stream().mapToLong(StageNanos::decode).sum());
    }
}
