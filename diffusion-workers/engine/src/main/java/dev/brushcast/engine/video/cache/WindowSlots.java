package dev.brushcast.engine.video.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The window as it is meant: the first frames fill it from the first slot on, those in sinks stay, and of the others the
 * oldest make room. A chunk chooses its slots once, at its first step, and all its steps write there. Where a layer asks for
 * a sink to be refreshed, the frame goes there and nothing is evicted; while the window fills, the next eviction is that sink.
 *
 * <p>The reference differs in that its first chunk pins its slots whole, a step counter runs out of phase where steps share
 * the window, and a new session starts with the queue of the last one: see {@link ReferenceSlots}.
 */
public final class WindowSlots implements SlotBook {

    private final int slots;
    private final int sinks;
    private final Deque<Integer> oldest;
    private int filled;
    private int chosen;
    private int frames;
    private boolean evicting;
    private boolean settled;

    /** An empty window. */
    public WindowSlots(CacheShape shape) {
        this(shape.slots(), shape.sinks(), new ArrayDeque<>());
    }

    private WindowSlots(int slots, int sinks, Deque<Integer> oldest) {
        this.slots = slots;
        this.sinks = sinks;
        this.oldest = oldest;
    }

    @Override
    public SlotPass begin(long position, int count, int step, int of) {
        frames = count;
        settled = step > 0;
        if (!settled) {
            evicting = filled + count > slots;
            chosen = evicting ? oldestRun(count) : filled;
        }
        return evicting ? new SlotPass(filled, chosen, count) : new SlotPass(chosen, NONE, count);
    }

    @Override
    public int end(int refreshed) {
        if (settled) {
            return chosen;
        }
        if (!evicting) {
            for (int slot = filled; slot < filled + frames; slot++) {
                if (slot >= sinks) {
                    oldest.add(slot);
                }
            }
            filled += frames;
            if (refreshed != NONE) {
                oldest.addFirst(refreshed);
            }
            return chosen;
        }
        if (refreshed != NONE) {
            chosen = refreshed;
            return chosen;
        }
        for (int slot = chosen; slot < chosen + frames; slot++) {
            oldest.remove(slot);
            if (slot >= sinks) {
                oldest.add(slot);
            }
        }
        return chosen;
    }

    /** The slots that were written longest ago, as many in a row as a chunk has frames. */
    private int oldestRun(int count) {
        Iterator<Integer> queue = oldest.iterator();
        while (queue.hasNext()) {
            int first = queue.next();
            boolean row = true;
            for (int slot = first + 1; slot < first + count; slot++) {
                row &= oldest.contains(slot);
            }
            if (row) {
                return first;
            }
        }
        throw new IllegalStateException(
                "no room for " + count + " frames in a window of " + slots + " with " + sinks + " sinks");
    }

    @Override
    public int filled() {
        return filled;
    }

    @Override
    public WindowSlots copy() {
        WindowSlots copy = new WindowSlots(slots, sinks, new ArrayDeque<>(oldest));
        copy.filled = filled;
        return copy;
    }
}
