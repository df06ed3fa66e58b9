package dev.brushcast.engine.video.cache;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The window as StreamDiffusionV2 0.1.1 keeps it, for results that are equal to its own, with what it does otherwise than it
 * means to: entries of the queue are made for where the next chunk would end, so that the slots of the first chunk, and up
 * to as many beside the sinks, never make room; and where the steps of a chunk share a window, a counter decides whether the
 * queue moves, which is out of phase from the chunk on that fills the window. {@link WindowSlots} has neither.
 */
public final class ReferenceSlots implements SlotBook {

    private final int slots;
    private final int sinks;
    private final int steps;
    private final Deque<Integer> queue;
    private int filled;
    private long end;
    private int counter;
    private Pass pass = new Pass(0, 0, 1, false);

    /** What was begun. */
    private record Pass(long position, int frames, int of, boolean ring) {

        long end() {
            return position + frames;
        }
    }

    /**
     * An empty window.
     *
     * @param steps of a chunk
     * @param queue what an earlier session left behind, as {@link #queue} gives it; empty for a first one
     */
    public ReferenceSlots(CacheShape shape, int steps, Collection<Integer> queue) {
        this(shape.slots(), shape.sinks(), steps, queue);
    }

    private ReferenceSlots(int slots, int sinks, int steps, Collection<Integer> queue) {
        this.slots = slots;
        this.sinks = sinks;
        this.steps = steps;
        this.counter = steps;
        this.queue = new ArrayDeque<>(queue);
    }

    @Override
    public SlotPass begin(long position, int frames, int step, int of) {
        boolean ring = position + frames > slots || filled >= slots;
        pass = new Pass(position, frames, of, ring);
        return ring
                ? new SlotPass(slots, queue.getFirst() - frames, frames)
                : new SlotPass(fillTo() - frames, NONE, frames);
    }

    @Override
    public int end(int refreshed) {
        if (refreshed != NONE) {
            queue.addFirst(refreshed + 1);
        }
        int target = pass.ring() ? roll() : fill();
        end = pass.end();
        return target - pass.frames();
    }

    private int roll() {
        int target = queue.getFirst();
        filled = slots;
        if (pass.of() > 1 && counter > 1) {
            counter--;
        } else {
            int used = queue.removeFirst();
            if (used > sinks) {
                queue.addLast(used);
            }
            counter = steps;
        }
        return target;
    }

    private int fill() {
        filled = fillTo();
        int next = Math.toIntExact(pass.end()) + pass.frames();
        if (next > sinks && next <= slots && (queue.isEmpty() || queue.getLast() != next)) {
            queue.addLast(next);
        }
        return filled;
    }

    private int fillTo() {
        return Math.toIntExact(filled + pass.end() - end);
    }

    @Override
    public int filled() {
        return filled;
    }

    /** Which slots make room next: of each entry the slot after its last one. */
    public List<Integer> queue() {
        return List.copyOf(queue);
    }

    /** Position after the last frame that was written. */
    public long endPosition() {
        return end;
    }

    /** The step counter of windows that are shared by a chunk's steps. */
    public int counter() {
        return counter;
    }

    @Override
    public ReferenceSlots copy() {
        return copyWith(queue);
    }

    /** The same with another queue, as rows have it that an earlier session left behind. */
    public ReferenceSlots copyWith(Collection<Integer> other) {
        ReferenceSlots copy = new ReferenceSlots(slots, sinks, steps, other);
        copy.filled = filled;
        copy.end = end;
        return copy;
    }
}
