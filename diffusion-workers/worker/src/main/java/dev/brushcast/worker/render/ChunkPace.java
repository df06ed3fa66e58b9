package dev.brushcast.worker.render;

import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.contract.avro.VideoFrame;
import dev.brushcast.contract.fallback.StyledCopy;
import dev.brushcast.engine.EngineDescription;
import dev.brushcast.engine.FrameLatency;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.Style;
import dev.brushcast.worker.schedule.ChunkAsk;
import dev.brushcast.worker.schedule.Demand;
import dev.brushcast.worker.schedule.Economy;
import dev.brushcast.worker.schedule.FrameBudget;
import dev.brushcast.worker.schedule.Load;
import dev.brushcast.worker.schedule.LoadBoard;
import dev.brushcast.worker.schedule.RenderSize;
import dev.brushcast.worker.schedule.Schedule;
import dev.brushcast.worker.schedule.Scheduler;
import dev.brushcast.worker.schedule.Viewers;
import dev.brushcast.worker.schedule.Ways;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks the scheduler about one model's chunks, with what is known of the load and of viewers. Safe for use by several threads. */
final class ChunkPace {

    private static final long NANOS_PER_US = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final EngineCall engine;
    private final EngineDescription model;
    private final FrameBudget budget;
    private final Viewers viewers;
    private final WorkerClock clock;
    private final Scheduler scheduler;
    private final LoadBoard load;

    /** @param load of the device, which other models may share */
    ChunkPace(
            EngineCall engine,
            EngineDescription model,
            FrameBudget budget,
            Viewers viewers,
            LoadBoard load,
            WorkerClock clock) {
        this.engine = engine;
        this.model = model;
        this.budget = budget;
        this.viewers = viewers;
        this.clock = clock;
        this.scheduler = new Scheduler(budget.passthroughAfter());
        this.load = load;
    }

    /**
     * A decision, and what follows from it.
     *
     * @param inBacklog whether the stream's next chunk is too late to be rendered as well
     * @param deadlineNanos by when the engine must begin, on the nanosecond clock
     * @param work tells the load how long it takes; null: nothing is rendered of it, or it is not live
     */
    record Paced(Schedule schedule, boolean inBacklog, long deadlineNanos, LoadBoard.@Nullable Work work) {}

    /**
     * What to do with a chunk that has come.
     *
     * @param style of its first frame; null: it has none
     * @param nowUs wall clock
     */
    Paced decide(VideoChunk chunk, @Nullable Style style, long nowUs) {
        List<VideoFrame> frames = chunk.getFrames();
        if (!chunk.getLive() || frames.isEmpty() || style == null) {
            return new Paced(Schedule.all(frames.size()), false, Long.MAX_VALUE, null);
        }
        long nowNanos = clock.nowNanos();
        long budgetUs = budget.us(viewers.budgetUs(chunk.getStreamId()));
        List<ChunkAsk.Frame> asked = frames.stream()
                .map(frame -> new ChunkAsk.Frame(
                        frame.getNumber(), (countedFromUs(chunk, frame, budgetUs) + budgetUs - nowUs) * NANOS_PER_US))
                .toList();
        long ageUs = nowUs - countedFromUs(chunk, frames.getLast(), budgetUs);
        Duration length = ChunkTimings.length(chunk);
        boolean inBacklog = ageUs - length.toNanos() / NANOS_PER_US >= budgetUs;

        Optional<Ways> ways = ways(chunk, style);
        ways.ifPresent(known -> load.heard(chunk.getStreamId(), demand(frames.size(), length, known), length));
        long due = nowNanos + asked.getLast().leftNanos();
        Load seen = load.seen(due);
        ChunkAsk ask = new ChunkAsk(
                true,
                chunk.getSequence(),
                looksBack(),
                asked,
                Duration.of(ageUs, ChronoUnit.MICROS),
                Duration.of(Math.max(0, nowUs - chunk.getPublishedAtUs()), ChronoUnit.MICROS),
                Duration.of(budgetUs, ChronoUnit.MICROS),
                ways);
        Schedule schedule = scheduler.decide(ask, seen);
        LoadBoard.Work work = schedule.rendered().isEmpty()
                ? null
                : load.begin(
                        seen,
                        schedule.rendered().size(),
                        ways.map(known -> known.in(schedule)).orElse(null),
                        due);
        return new Paced(schedule, inBacklog, nowNanos + schedule.beginWithinNanos(), work);
    }

    /** The deadline of a chunk that comes now, whenever it was captured. */
    long deadlineNanosOfNow(VideoChunk chunk) {
        return chunk.getLive() ? clock.nowNanos() + budget.budget().toNanos() : Long.MAX_VALUE;
    }

    /** A model that looks back has seen pictures of one size, and takes no others. */
    private Optional<Ways> ways(VideoChunk chunk, Style style) {
        PictureSize full = new PictureSize(chunk.getWidth(), chunk.getHeight());
        boolean fromPicture = StyledCopy.hasPictures(chunk);
        NavigableMap<Integer, FrameLatency> bySize = new TreeMap<>();
        engine.latency(full, style, fromPicture).ifPresent(latency -> bySize.put(Economy.FULL, latency));
        if (bySize.isEmpty()) {
            return load.byExperience()
                    .map(latency -> Ways.of(latency, style.steps().fewest()));
        }
        for (int percent : looksBack() ? List.<Integer>of() : RenderSize.smaller(style.smallestSize())) {
            PictureSize size = RenderSize.of(full, percent, model.sideMultiple());
            if (size.pixels() < full.pixels()) {
                engine.latency(size, style, fromPicture).ifPresent(latency -> bySize.put(percent, latency));
            }
        }
        return Optional.of(new Ways(bySize, style.steps().fewest()));
    }

    private boolean looksBack() {
        return model.lookbackFrames() > 0;
    }

    private static Demand demand(int frames, Duration length, Ways ways) {
        double seconds = length.toNanos() / NANOS_PER_SECOND;
        return new Demand(seconds > 0 ? frames / seconds : 0, frames, ways);
    }

    private static long countedFromUs(VideoChunk chunk, VideoFrame frame, long budgetUs) {
        return FrameBudget.countedFromUs(frame.getCapturedAtUs(), chunk.getPublishedAtUs(), budgetUs);
    }
}
