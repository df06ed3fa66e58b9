package dev.brushcast.egress.app;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.egress.push.PushFeed;
import dev.brushcast.egress.push.PushStatus;
import dev.brushcast.egress.push.PushStatus.State;
import dev.brushcast.egress.push.PushTarget;
import dev.brushcast.egress.push.RemovedPushes;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The servers that a stream is pushed to, as one sink; servers come and go while the stream runs. Each has a thread and a queue of
 * its own, so that none holds up another. The sink's methods belong to the rendition's thread, the others may be called by any and
 * wait for no server, but {@link #drain} and {@link #close}.
 */
final class Pushes implements PacketSink, AutoCloseable {

    private final StreamAddress stream;
    private final MeterRegistry registry;
    private final Function<PushAddress, PushTarget> protocols;
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private final List<Push> leaving = new ArrayList<>();
    private final Queue<PushFeed> abandoned = new ConcurrentLinkedQueue<>();
    private final JoinPoint joinPoint = new JoinPoint();
    private RemovedPushes gone = RemovedPushes.NONE;
    private long added;
    private boolean started;
    private boolean over;

    /**
     * Pushes to all of them; {@link #start()} sets them going.
     *
     * @param first no two of them are the same place
     * @param protocols who speaks to a server
     */
    Pushes(
            List<PushAddress> first,
            StreamAddress stream,
            MeterRegistry registry,
            Function<PushAddress, PushTarget> protocols) {
        this.stream = stream;
        this.registry = registry;
        this.protocols = protocols;
        first.forEach(this::make);
    }

    private Push make(PushAddress address) {
        Push push = new Push("push-" + ++added, address, protocols.apply(address), stream, registry);
        pushes.add(push);
        return push;
    }

    synchronized void start() {
        started = true;
        pushes.forEach(push -> push.publisher().start());
    }

    /** Pushes to one more, which gets pictures from the next key on. */
    synchronized PushAddition add(PushAddress address) {
        if (over) {
            return new PushAddition.Ended();
        }
        for (Push there : pushes) {
            if (there.address().isSamePlaceAs(address)) {
                return new PushAddition.Duplicate(there.id());
            }
        }
        Push push = make(address);
        if (started) {
            push.publisher().start();
        }
        return new PushAddition.Added(push.id());
    }

    /** Pushes to one no longer; what waits for it is not sent. */
    synchronized PushRemoval remove(String id) {
        for (Push push : pushes) {
            if (push.id().equals(id)) {
                PushStatus last = push.publisher().status();
                pushes.remove(push);
                push.publisher().leave();
                push.forgetMeters();
                leaving.add(push);
                abandoned.add(push.feed());
                return new PushRemoval.Removed(last);
            }
        }
        return new PushRemoval.Unknown();
    }

    /** Pushes to these from now on, and to no other; those that were there before go on as they are. */
    synchronized void become(List<PushAddress> wanted) {
        for (Push push : List.copyOf(pushes)) {
            if (!wanted.contains(push.address())) {
                remove(push.id());
            }
        }
        wanted.forEach(this::add);
    }

    /** How each goes that was not removed, the oldest first. */
    List<PushStatus> status() {
        return pushes.stream().map(push -> push.publisher().status()).toList();
    }

    /** Servers that took nothing of what there was to push, and why; empty: there is none. */
    Optional<String> failure() {
        List<String> failures = status().stream()
                .filter(PushStatus::nothingSent)
                .map(push -> "nothing was sent to " + push.target() + ": "
                        + Objects.requireNonNullElse(push.reason(), "it was never connected"))
                .toList();
        return failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures));
    }

    /** What became of the pictures of those that were removed. */
    synchronized RemovedPushes removed() {
        leaving.removeIf(push -> {
            PushStatus status = push.publisher().status();
            boolean ended = status.state() == State.ENDED;
            gone = ended ? gone.and(status) : gone;
            return ended;
        });
        RemovedPushes all = gone;
        for (Push push : leaving) {
            all = all.and(push.publisher().status());
        }
        return all;
    }

    /** Waits until all that was handed over is sent or given up, for at most so long. Nothing can be added any more. */
    void drain(Duration deadline) {
        end();
        long end = System.nanoTime() + deadline.toNanos();
        for (Push push : pushes) {
            push.publisher().drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private synchronized void end() {
        over = true;
    }

    @Override
    public void begin(EpochInfo epoch, VideoFormat format) {
        sweep();
        joinPoint.begin(epoch, format);
        pushes.forEach(this::join);
    }

    @Override
    public void picture(MediaPacket packet) {
        sweep();
        for (Push push : pushes) {
            if (packet.key() && !push.joined()) {
                join(push);
            }
            if (push.joined()) {
                push.feed().picture(packet);
            }
        }
        joinPoint.picture(packet);
    }

    private void join(Push push) {
        if (joinPoint.tell(push.feed())) {
            push.join();
        }
    }

    @Override
    public void audio(AudioPackets chunk) {
        sweep();
        joinPoint.audio(chunk);
        pushes.stream().filter(Push::joined).forEach(push -> push.feed().audio(chunk));
    }

    @Override
    public void epochEnded() {
        sweep();
        pushes.stream().filter(Push::joined).forEach(push -> push.feed().epochEnded());
        joinPoint.ended();
    }

    /** Feeds hold memory of FFmpeg's, which this thread alone may let go of. */
    private void sweep() {
        for (PushFeed feed = abandoned.poll(); feed != null; feed = abandoned.poll()) {
            feed.abandon();
        }
    }

    @Override
    public void close() {
        end();
        List<Push> all = new ArrayList<>(pushes);
        synchronized (this) {
            all.addAll(leaving);
        }
        all.forEach(push -> push.publisher().close());
    }
}
