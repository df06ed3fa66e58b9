package dev.brushcast.egress.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.push.PushFeed;
import dev.brushcast.egress.push.PushPublisher;
import dev.brushcast.egress.push.PushStatus;
import dev.brushcast.egress.push.PushTarget;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The servers that a stream is pushed to, as one sink. The sink's methods belong to the rendition's thread, the others may be
 * called by any.
 */
final class Pushes implements PacketSink, AutoCloseable {

    private final List<PushPublisher> publishers;
    private final List<PushFeed> feeds;

    /** Pushes to all of them; {@link #start()} sets them going. */
    Pushes(List<? extends PushTarget> targets, StreamAddress stream, MeterRegistry registry) {
        this.publishers = targets.stream()
                .map(target -> new PushPublisher(target, RandomGenerator.getDefault()))
                .toList();
        this.feeds = publishers.stream().map(PushFeed::new).toList();
        for (PushPublisher publisher : publishers) {
            count(registry, stream, publisher, "sent", PushStatus::sent);
            count(registry, stream, publisher, "dropped", PushStatus::dropped);
        }
    }

    private static void count(
            MeterRegistry registry,
            StreamAddress stream,
            PushPublisher publisher,
            String result,
            ToDoubleFunction<PushStatus> count) {
        FunctionCounter.builder("brushcast.egress.push.pictures", publisher, of -> count.applyAsDouble(of.status()))
                .description("pictures for servers that the stream is pushed to, by what became of them")
                .tag("stream", stream.streamId())
                .tag("target", publisher.target().toString())
                .tag("result", result)
                .register(registry);
    }

    void start() {
        publishers.forEach(PushPublisher::start);
    }

    /** How each goes, in the order of the configuration. */
    List<PushStatus> status() {
        return publishers.stream().map(PushPublisher::status).toList();
    }

    /** Waits until all that was handed over is sent or given up, for at most so long. */
    void drain(Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        for (PushPublisher publisher : publishers) {
            publisher.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    @Override
    public void begin(EpochInfo epoch, VideoFormat format) {
        feeds.forEach(feed -> feed.begin(epoch, format));
    }

    @Override
    public void picture(MediaPacket packet) {
        feeds.forEach(feed -> feed.picture(packet));
    }

    @Override
    public void audio(AudioPackets chunk) {
        feeds.forEach(feed -> feed.audio(chunk));
    }

    @Override
    public void epochEnded() {
        feeds.forEach(PushFeed::epochEnded);
    }

    @Override
    public void close() {
        publishers.forEach(PushPublisher::close);
    }
}
