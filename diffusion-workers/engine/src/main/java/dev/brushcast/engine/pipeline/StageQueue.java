package dev.brushcast.engine.pipeline;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * What waits for a stage. Unbounded itself: the engine bounds the frames that are in it altogether. Safe for use by
 * several threads.
 */
public final class StageQueue<T> {

    private final Deque<T> waiting = new ArrayDeque<>();

    public synchronized void add(T item) {
        waiting.addLast(item);
        notifyAll();
    }

    /** Adds items together: whoever takes next sees all of them. */
    public synchronized void addAll(List<? extends T> items) {
        waiting.addAll(items);
        notifyAll();
    }

    /** Waits for the next item and takes it out. */
    public synchronized T take() throws InterruptedException {
        await();
        return waiting.removeFirst();
    }

    /**
     * Waits until there is something, and says which items are of the kind of the first in an order, in that order. They stay
     * in the queue.
     */
    public synchronized List<T> nextFitting(Comparator<T> order, Function<T, ?> kind) throws InterruptedException {
        await();
        Object first = kind.apply(Collections.min(waiting, order));
        return waiting.stream()
                .filter(item -> kind.apply(item).equals(first))
                .sorted(order)
                .toList();
    }

    /** Takes these items out. */
    public synchronized void remove(List<T> items) {
        waiting.removeAll(items);
    }

    /** Waits until there is something. */
    public synchronized void await() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
    }

    /** Takes everything there is, which may be nothing. */
    public synchronized List<T> takeAll() {
        List<T> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
