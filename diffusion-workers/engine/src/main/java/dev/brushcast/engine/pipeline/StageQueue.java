package dev.brushcast.engine.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/**
 * What waits for a stage. Unbounded itself: the engine bounds the frames that are in it altogether. Safe for use by
 * several threads.
 */
final class StageQueue<T> {

    private final Deque<T> waiting = new ArrayDeque<>();

    synchronized void add(T item) {
        waiting.addLast(item);
        notifyAll();
    }

    /** Adds items together: whoever takes next sees all of them. */
    synchronized void addAll(List<? extends T> items) {
        waiting.addAll(items);
        notifyAll();
    }

    /** Waits for the next item and takes with it others that go well with it. */
    synchronized List<T> takeBatch(BiPredicate<T, T> together, ToIntFunction<List<T>> most)
            throws InterruptedException {
        await();
        T first = waiting.getFirst();
        List<T> fitting =
                waiting.stream().filter(item -> together.test(first, item)).toList();
        List<T> batch = new ArrayList<>(fitting.subList(0, most.applyAsInt(fitting)));
        waiting.removeAll(batch);
        return batch;
    }

    /** Waits until there is something. */
    synchronized void await() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
    }

    /** Takes everything there is, which may be nothing. */
    synchronized List<T> takeAll() {
        List<T> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
