package dev.brushcast.egress.rtmp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent, bounded. A full queue makes a recording's rendition wait while the server is taking packets; what is
 * live, or has nobody to take it, is dropped instead: everything up to the next key picture, so that what goes out later can be
 * decoded. Safe for use by several threads.
 */
final class RtmpQueue {

    private final int capacity;
    private final Deque<RtmpItem> items = new ArrayDeque<>();
    private boolean live;
    private boolean taking;
    private boolean skipping;
    private boolean closed;
    private long droppedPictures;

    RtmpQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an item, waits to, or drops it, as the class says. */
    synchronized void offer(RtmpItem item) throws InterruptedException {
        if (item instanceof RtmpItem.Begin begin) {
            live = begin.live();
            skipping = false;
        }
        boolean media = item instanceof RtmpItem.Picture || item instanceof RtmpItem.Audio;
        while (media && items.size() >= capacity && !live && taking && !closed) {
            wait();
        }
        if (media && drops(item)) {
            return;
        }
        items.add(item);
        notifyAll();
    }

    /** The next item; waits for at most so long; null if there is none. */
    synchronized @Nullable RtmpItem take(long waitMs) throws InterruptedException {
        long deadline = System.nanoTime() + waitMs * 1_000_000;
        while (items.isEmpty() && !closed) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        RtmpItem item = items.poll();
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

    synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    /** Pictures that were dropped here. */
    synchronized long droppedPictures() {
        return droppedPictures;
    }

    private boolean drops(RtmpItem item) {
        boolean full = items.size() >= capacity;
        if (item instanceof RtmpItem.Picture picture) {
            skipping = full || (skipping && !picture.packet().key());
            if (skipping) {
                droppedPictures++;
            }
            return skipping;
        }
        return full;
    }
}
