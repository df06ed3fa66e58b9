package dev.brushcast.egress.ledger;

import dev.brushcast.egress.rendition.Air;
import dev.brushcast.egress.timeline.IgnoredChunk;
import dev.brushcast.egress.timeline.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of a stream's output. Safe for use by several threads. */
public final class EgressMetrics {

    private final MeterRegistry registry;
    private final String stream;
    private final Map<Outcome, Counter> frames = new ConcurrentHashMap<>();
    private final Counter filled;
    private final Counter silent;
    private final Timer endToEnd;
    private volatile @Nullable Air air;

    /** Meters of one stream in a registry. */
    public EgressMetrics(MeterRegistry registry, String stream) {
        this.registry = registry;
        this.stream = stream;
        this.filled = Counter.builder("brushcast.egress.filled")
                .description("pictures repeated where the source had none for longer than a segment may last")
                .tag("stream", stream)
                .register(registry);
        this.silent = Counter.builder("brushcast.egress.silence")
                .description("silence where the source's audio came late, had a hole or ended early")
                .baseUnit("seconds")
                .tag("stream", stream)
                .register(registry);
        for (Air state : Air.values()) {
            Gauge.builder("brushcast.egress.state", this, of -> of.air == state ? 1 : 0)
                    .description(
                            "what viewers see: the styled source (live), its last picture (hold), the source itself"
                                    + " (passthrough), a slate; 1: this")
                    .tag("stream", stream)
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        this.endToEnd = Timer.builder("brushcast.egress.latency")
                .description("from capture to playable")
                .tag("stream", stream)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(50))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
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

    void ignored(IgnoredChunk reason) {
        Counter.builder("brushcast.egress.chunks.ignored")
                .description(
                        "chunks of which nothing is in the output: of an epoch that was over, come before, or with numbers that cannot be")
                .tag("stream", stream)
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    void silent(long us) {
        silent.increment(us / 1e6);
    }

    void endToEnd(long us) {
        endToEnd.record(Math.max(0, us), TimeUnit.MICROSECONDS);
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("brushcast.egress.frames")
                .description("source frames by what became of them")
                .tag("stream", stream)
                .tag("outcome", outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .tag("reason", outcome.reason())
                .register(registry);
    }
}
