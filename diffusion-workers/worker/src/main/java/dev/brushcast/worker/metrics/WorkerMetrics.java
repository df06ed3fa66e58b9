package dev.brushcast.worker.metrics;

import dev.brushcast.contract.avro.FrameOutcome;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.StyledFrame;
import dev.brushcast.worker.fleet.LoadMeter;
import dev.brushcast.worker.render.ChunkTimings;
import dev.brushcast.worker.render.RenderedChunk;
import dev.brushcast.worker.schedule.Economy;
import dev.brushcast.worker.schedule.LagDecision;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The worker's meters. They count work: a chunk that is rendered again because its transaction was aborted counts twice,
 * unlike in the records. Safe for use by several threads.
 *
 * <ul>
 *   <li>{@code brushcast.worker.frames} by {@code outcome} and {@code reason}
 *   <li>{@code brushcast.worker.smaller}: styled frames that were rendered smaller than they are shown, by {@code percent} of each side
 *   <li>{@code brushcast.worker.chunks} by {@code decision} of the scheduler
 *   <li>{@code brushcast.worker.stage}: time of a chunk in each {@code stage}, see {@link ChunkTimings}
 *   <li>{@code brushcast.worker.age}: from the capture of a chunk's first frame to its end, for live streams
 *   <li>{@code brushcast.worker.primings}: how long new sessions were shown what their streams had come to, and how many
 *   <li>{@code brushcast.worker.dead.letters} by {@code topic} and {@code cause}
 * </ul>
 */
public final class WorkerMetrics {

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final LoadMeter load;

    public WorkerMetrics(MeterRegistry registry) {
        this(registry, new LoadMeter());
    }

    /** @param load told of each chunk as well */
    public WorkerMetrics(MeterRegistry registry, LoadMeter load) {
        this.registry = registry;
        this.load = load;
    }

    /** A chunk is done. */
    public void rendered(int slot, RenderedChunk rendered) {
        load.add(slot, rendered);
        StyledChunk chunk = rendered.styled();
        for (StyledFrame frame : chunk.getFrames()) {
            String reason = frame.getReason() == null ? NONE : frame.getReason();
            registry.counter(
                            "brushcast.worker.frames",
                            "outcome",
                            lower(frame.getOutcome().name()),
                            "reason",
                            reason)
                    .increment();
        }
        if (rendered.percent() < Economy.FULL) {
            registry.counter("brushcast.worker.smaller", "percent", String.valueOf(rendered.percent()))
                    .increment((double) chunk.getFrames().stream()
                            .filter(frame -> frame.getOutcome() == FrameOutcome.STYLED)
                            .count());
        }
        decided(rendered.decision());
        var timing = ChunkTimings.of(chunk);
        timing.getStagesUs()
                .forEach((stage, us) -> registry.timer("brushcast.worker.stage", "stage", stage)
                        .record(Math.max(0, us), TimeUnit.MICROSECONDS));
        if (chunk.getLive()) {
            registry.timer("brushcast.worker.age").record(Math.max(0, timing.getAgeUs()), TimeUnit.MICROSECONDS);
        }
    }

    /** A new session has been shown what its stream had come to. */
    public void primed(Duration elapsed) {
        registry.timer("brushcast.worker.primings").record(elapsed);
    }

    /** A record goes to the dead-letter topic. */
    public void deadLetter(String topic, Exception cause) {
        registry.counter(
                        "brushcast.worker.dead.letters",
                        "topic",
                        topic,
                        "cause",
                        cause.getClass().getSimpleName())
                .increment();
    }

    private void decided(LagDecision decision) {
        registry.counter("brushcast.worker.chunks", "decision", lower(decision.name()))
                .increment();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
