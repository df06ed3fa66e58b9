package dev.brushcast.egress.ledger;

import dev.brushcast.egress.rendition.Air;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Outcome;
import dev.brushcast.egress.watch.Alarm;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a stream's output; closed with it, since a registry gives a stream that is made anew what it has of the name, and
 * keeps those of streams that are gone for ever. Safe for use by several threads.
 */
public final class EgressMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final String stream;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();
    private final Map<Outcome, Counter> frames = new ConcurrentHashMap<>();
    private final Map<IgnoredChunk, Counter> ignored = new ConcurrentHashMap<>();
    private final Counter filled;
    private final Counter silent;
    private final Timer endToEnd;
    private final Timer chunkGap;
    private volatile @Nullable Air air;
    private volatile Supplier<ContinuousPlay> play = () -> ContinuousPlay.NOTHING;
    private final Set<Alarm> alarms = EnumSet.noneOf(Alarm.class);

    /** Meters of one stream in a registry. */
    public EgressMetrics(MeterRegistry registry, String stream) {
        this.registry = registry;
        this.stream = stream;
        this.filled = keep(Counter.builder("brushcast.egress.filled")
                .description("pictures repeated where the source had none for longer than a segment may last")
                .tag("stream", stream)
                .register(registry));
        this.silent = keep(Counter.builder("brushcast.egress.silence")
                .description("silence where the source's audio came late, had a hole or ended early")
                .baseUnit("seconds")
                .tag("stream", stream)
                .register(registry));
        for (Air state : Air.values()) {
            keep(Gauge.builder("brushcast.egress.state", this, of -> of.air == state ? 1 : 0)
                    .description(
                            "what viewers see: the styled source (live), its last picture (hold), the source itself"
                                    + " (passthrough), a slate; 1: this")
                    .tag("stream", stream)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
        for (Alarm alarm : Alarm.values()) {
            keep(Gauge.builder("brushcast.egress.alarm", this, of -> of.isOn(alarm) ? 1 : 0)
                    .description("1: something is wrong with what viewers see or hear")
                    .tag("stream", stream)
                    .tag("alarm", alarm.name().toLowerCase(Locale.ROOT))
                    .register(registry));
        }
        keep(Gauge.builder(
                        "brushcast.egress.continuous.play.ratio",
                        this,
                        of -> of.play.get().ratio())
                .description("share of the time in which a viewer of the live edge saw the stream go on")
                .tag("stream", stream)
                .register(registry));
        keep(FunctionCounter.builder("brushcast.egress.stalls", this, of ->
                        (double) of.play.get().stalls())
                .description("how often nothing was left to play for a viewer of the live edge")
                .tag("stream", stream)
                .register(registry));
        keep(FunctionCounter.builder(
                        "brushcast.egress.stalled", this, of -> of.play.get().stalledSeconds())
                .description("for how long nothing was left to play for him")
                .baseUnit("seconds")
                .tag("stream", stream)
                .register(registry));
        this.chunkGap = keep(Timer.builder("brushcast.egress.chunk.gap")
                .description("from a styled chunk to the next, as they come")
                .tag("stream", stream)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry));
        this.endToEnd = keep(Timer.builder("brushcast.egress.latency")
                .description("from capture to playable")
                .tag("stream", stream)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(50))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry));
    }

    void frames(Outcome outcome, long count) {
        frames.computeIfAbsent(outcome, this::counter).increment((double) count);
    }

    void filled(int count) {
        filled.increment((double) count);
    }

    void air(Air state) {
        air = state;
    }

    /** Something is wrong with the output from now on, or well again. */
    public void alarm(Alarm alarm, boolean on) {
        synchronized (alarms) {
            if (on) {
                alarms.add(alarm);
            } else {
                alarms.remove(alarm);
            }
        }
    }

    private boolean isOn(Alarm alarm) {
        synchronized (alarms) {
            return alarms.contains(alarm);
        }
    }

    void ignored(IgnoredChunk reason) {
        ignored.computeIfAbsent(reason, this::counter).increment();
    }

    void silent(long us) {
        silent.increment(us / 1e6);
    }

    /** Says whom to ask what a viewer of the live edge has seen. */
    void play(Supplier<ContinuousPlay> asked) {
        play = asked;
    }

    void chunkGap(long us) {
        chunkGap.record(Math.max(0, us), TimeUnit.MICROSECONDS);
    }

    void endToEnd(long us) {
        endToEnd.record(Math.max(0, us), TimeUnit.MICROSECONDS);
    }

    private Counter counter(IgnoredChunk reason) {
        return keep(Counter.builder("brushcast.egress.chunks.ignored")
                .description(
                        "chunks of which nothing is in the output: of an epoch that was over, come before, or with numbers that cannot be")
                .tag("stream", stream)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }

    private <M extends Meter> M keep(M meter) {
        meters.add(meter);
        return meter;
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private Counter counter(Outcome outcome) {
        return keep(Counter.builder("brushcast.egress.frames")
                .description("source frames by what became of them")
                .tag("stream", stream)
                .tag("outcome", outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .tag("reason", outcome.reason())
                .register(registry));
    }
}
