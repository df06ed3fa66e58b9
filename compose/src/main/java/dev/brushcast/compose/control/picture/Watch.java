package dev.brushcast.compose.control.picture;

import dev.brushcast.compose.control.picture.Picture.Image;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client looks at. Frames wait for it, a quarter of a second of each stream's at most: who is slower gets the newest and
 * fewer, and holds up nobody. Offered to by several threads, taken from by one.
 */
public final class Watch implements AutoCloseable {

    /** Of a client that takes nothing at all. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LongSupplier nanoClock;
    private final Runnable onClose;
    private final Map<Watched, Lane> lanes = new LinkedHashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private @Nullable Thread taker;
    private long takenAt;
    private boolean ended;

    /** Frames of one stream on their way. */
    private static final class Lane {
        final Pace pace;
        final Deque<Picture> waiting = new ArrayDeque<>();
        private @Nullable Picture newest;

        @Nullable
        Image sent;

        Lane(Pace pace) {
            this.pace = pace;
        }

        /** Whoever begins to look while frames come may be offered one twice. */
        boolean isLate(Picture picture) {
            Picture before = newest;
            boolean late = before != null && before.epoch() == picture.epoch() && picture.number() <= before.number();
            if (!late) {
                newest = picture;
            }
            return late;
        }
    }

    /**
     * A frame as it is sent.
     *
     * @param isNew whether its image was not sent before: the one that was stands else
     */
    public record Sent(Picture picture, boolean isNew) {}

    Watch(Collection<Watched> what, double perSecond, LongSupplier nanoClock, Runnable onClose) {
        this.nanoClock = nanoClock;
        this.onClose = onClose;
        what.forEach(one -> lanes.put(one, new Lane(new Pace(perSecond, nanoClock))));
    }

    /** What is looked at. */
    Collection<Watched> watched() {
        return lanes.keySet();
    }

    /** Hands over a frame of what is looked at; never waits. */
    synchronized void offer(Watched of, Picture picture) {
        Lane lane = lanes.get(of);
        if (lane == null || ended || lane.isLate(picture) || !lane.pace.takes(picture)) {
            return;
        }
        if (lane.waiting.isEmpty()) {
            ready.add(lane);
        } else if (lane.waiting.size() >= lane.pace.atOnce()) {
            lane.waiting.remove();
            giveUpIfStuck();
        }
        lane.waiting.add(picture);
        notifyAll();
    }

    private void giveUpIfStuck() {
        if (taker != null && nanoClock.getAsLong() - takenAt > PATIENCE.toNanos()) {
            ended = true;
            taker.interrupt();
        }
    }

    /** The next frame, streams in turn; empty: none in time, or there are no more. */
    public synchronized Optional<Sent> next(Duration atMost) throws InterruptedException {
        taker = Thread.currentThread();
        takenAt = nanoClock.getAsLong();
        long deadline = System.nanoTime() + atMost.toNanos();
        while (ready.isEmpty() && !ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        Lane lane = ready.poll();
        if (lane == null) {
            return Optional.empty();
        }
        Picture picture = lane.waiting.remove();
        if (!lane.waiting.isEmpty()) {
            ready.add(lane);
        }
        Image image = picture.image();
        boolean isNew = image != null && !image.isSame(lane.sent);
        lane.sent = image;
        return Optional.of(new Sent(picture, isNew));
    }

    /** Whether nothing more comes. */
    public synchronized boolean isOver() {
        return ended && ready.isEmpty();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void close() {
        end();
        onClose.run();
    }
}
