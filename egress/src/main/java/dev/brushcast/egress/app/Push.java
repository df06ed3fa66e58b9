package dev.brushcast.egress.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushFeed;
import dev.brushcast.egress.push.PushPublisher;
import dev.brushcast.egress.push.PushStatus;
import dev.brushcast.egress.push.PushTarget;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** One server that a stream is pushed to, with its feed and its counters. */
final class Push {

    private final String id;
    private final PushAddress address;
    private final PushPublisher publisher;
    private final PushFeed feed;
    private final MeterRegistry registry;
    private final List<Meter> meters;

    /** Whether the feed was told of the epoch. Belongs to the rendition's thread. */
    private boolean joined;

    Push(String id, PushAddress address, PushTarget target, StreamAddress stream, MeterRegistry registry) {
        this.id = id;
        this.address = address;
        this.publisher = new PushPublisher(id, target, RandomGenerator.getDefault());
        this.feed = new PushFeed(publisher);
        this.registry = registry;
        this.meters = List.of(count(stream, "sent", PushStatus::sent), count(stream, "dropped", PushStatus::dropped));
    }

    private Meter count(StreamAddress stream, String result, ToDoubleFunction<PushStatus> count) {
        return FunctionCounter.builder(
                        "brushcast.egress.push.pictures", publisher, of -> count.applyAsDouble(of.status()))
                .description("pictures for servers that the stream is pushed to, by what became of them")
                .tag("stream", stream.streamId())
                .tag("push", id)
                .tag("target", address.toString())
                .tag("result", result)
                .register(registry);
    }

    String id() {
        return id;
    }

    PushAddress address() {
        return address;
    }

    PushPublisher publisher() {
        return publisher;
    }

    PushFeed feed() {
        return feed;
    }

    boolean joined() {
        return joined;
    }

    void join() {
        joined = true;
    }

    /** Its counters are those of nothing any more. */
    void forgetMeters() {
        meters.forEach(registry::remove);
    }
}
