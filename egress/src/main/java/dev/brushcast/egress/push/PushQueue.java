package dev.brushcast.egress.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, bounded. A full queue makes a recording's rendition wait while the server is taking packets; what is
 * live, or has nobody to take it (a server that has stalled is nobody), is dropped instead: everything up to the next key picture, so that what goes out later can be
 * decoded. Safe for use by several threads.
 */
final class PushQueue {

    /** How often it is asked whether the server has stalled. */
    private static final long STALL_POLL_MS = 100;

    private final int capacity;
    private final BooleanSupplier stalled;
    private final Deque<PushItem> items = new ArrayDeque<>();
    private boolean live;
    private boolean taking;
    private boolean skipping;
    private boolean closed;
    private long droppedPictures;

    PushQueue(int capacity, BooleanSupplier stalled) {
        this.capacity = capacity;
        this.stalled = stalled;
    }

    /** Adds an item, waits to, or drops it, as the class says. */
    synchronized void offer(PushItem item) throws InterruptedException {
        if (item instanceof PushItem.Begin begin) {
            live = begin.live();
            skipping = false;
        }
        boolean media = item instanceof PushItem.Picture || item instanceof PushItem.Audio;
        while (media && items.size() >= capacity && !live && taking && !closed && !stalled.getAsBoolean()) {
            wait(STALL_POLL_MS);
        }
        if (media && drops(item)) {
            return;
        }
        if (closed) {
            droppedPictures += item instanceof PushItem.Picture ? 1 : 0;
            return;
        }
        items.add(item);
        notifyAll();
    }

    /** The next item; waits for at most so long; null if there is none. */
    synchronized @Nullable PushItem take(long waitMs) throws InterruptedException {
        long deadline = System.nanoTime() + waitMs * 1_000_000;
        while (items.isEmpty() && !closed) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        PushItem item = items.poll();
        notifyAll();
        return item;
    }

    /** Says whether the server is taking packets now. */
    synchronized void taking(boolean now) {
        taking = now;
        notifyAll();
    }

    /**
     * Drops what a connection that took long to make need not begin with: all before the newest key picture of the epoch.
     *
     * @return true if there is a key picture, which is next
     */
    synchronized boolean skipToNewestKey() {
        List<PushItem> waiting = new ArrayList<>(items);
        int newest = -1;
        for (int i = 0; i < waiting.size() && !(waiting.get(i) instanceof PushItem.Begin); i++) {
            newest = waiting.get(i) instanceof PushItem.Picture(var packet) && packet.key() ? i : newest;
        }
        for (int i = 0; i < newest; i++) {
            droppedPictures += items.remove() instanceof PushItem.Picture ? 1 : 0;
        }
        return newest >= 0;
    }

    /** Wakes everybody up; nobody waits any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Forgets what waits; returns how many pictures that were. */
    synchronized long discard() {
        long pictures =
                items.stream().filter(PushItem.Picture.class::isInstance).count();
        items.clear();
        return pictures;
    }

    synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    /** Pictures that were dropped here. */
    synchronized long droppedPictures() {
        return droppedPictures;
    }

    private boolean drops(PushItem item) {
        boolean full = items.size() >= capacity;
        if (item instanceof PushItem.Picture picture) {
            skipping = full || (skipping && !picture.packet().key());
            if (skipping) {
                droppedPictures++;
            }
            return skipping;
        }
        return full;
    }
}
