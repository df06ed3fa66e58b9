package dev.brushcast.egress.push;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, bounded. A full queue makes a recording's rendition wait while the server is taking packets; what is
 * live, or has nobody to take it, is dropped instead: everything up to the next key picture, so that what goes out later can be
 * decoded. Safe for use by several threads.
 */
final class PushQueue {

    private final int capacity;
    private final Deque<PushItem> items = new ArrayDeque<>();
    private boolean live;
    private boolean taking;
    private boolean skipping;
    private boolean closed;
    private long droppedPictures;

    PushQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an item, waits to, or drops it, as the class says. */
    synchronized void offer(PushItem item) throws InterruptedException {
        if (item instanceof PushItem.Begin begin) {
            live = begin.live();
            skipping = false;
        }
        boolean media = item instanceof PushItem.Picture || item instanceof PushItem.Audio;
        while (media && items.size() >= capacity && !live && taking && !closed) {
            wait();
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
