package dev.brushcast.compose.control.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told to one listener from when it began: so many events wait for it at most, and one that does not keep up is cut off.
 * Offered to by one thread, taken from by another.
 */
public final class Subscription implements AutoCloseable {

    private final @Nullable String streamId;
    private final int most;
    private final Map<Integer, Long> begin;
    private final Runnable onClose;
    private final ArrayDeque<Told> waiting = new ArrayDeque<>();
    private boolean cut;
    private long cutAtNanos;
    private boolean ended;
    private @Nullable Thread listener;

    /**
     * @param streamId null: every stream's events
     * @param most how many wait
     * @param begin by partition, the offset of the first event that is told here
     */
    Subscription(@Nullable String streamId, int most, Map<Integer, Long> begin, Runnable onClose) {
        this.streamId = streamId;
        this.most = most;
        this.begin = Map.copyOf(begin);
        this.onClose = onClose;
    }

    /** By partition, the offset of the first event that is told here: what came before is looked up. */
    public Map<Integer, Long> begin() {
        return begin;
    }

    synchronized void offer(Told told) {
        if (cut || !told.isOf(streamId)) {
            return;
        }
        if (waiting.size() >= most) {
            cut = true;
            cutAtNanos = System.nanoTime();
            waiting.clear();
        } else {
            waiting.add(told);
        }
        notifyAll();
    }

    /** Ends a listener that was cut off and has not been seen since: it waits for a client that reads nothing any more. */
    synchronized void giveUpIfStuck(Duration patience) {
        if (cut && !ended && listener != null && System.nanoTime() - cutAtNanos > patience.toNanos()) {
            listener.interrupt();
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next event; empty: none in time, or there are no more. */
    public synchronized Optional<Told> next(Duration atMost) throws InterruptedException {
        listener = Thread.currentThread();
        long deadline = System.nanoTime() + atMost.toNanos();
        while (waiting.isEmpty() && !cut && !ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return Optional.ofNullable(waiting.poll());
    }

    /** Whether it was too slow: what it has not heard is lost to it. */
    public synchronized boolean isCut() {
        return cut;
    }

    /** Whether nothing more is told. */
    public synchronized boolean isOver() {
        return waiting.isEmpty() && (cut || ended);
    }

    @Override
    public void close() {
        end();
        onClose.run();
    }
}
