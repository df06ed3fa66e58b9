package dev.brushcast.ingest.capture;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bounded queue between the reading and the publishing thread. */
public final class Handoff {

    /** Half a second of a usual stream, picture and sound. */
    private static final int MOST_ITEMS = 48;

    private static final int FEWEST_ITEMS = 1;
    private static final int MEMORY_BYTES = 32 << 20;

    private final BlockingQueue<Captured> items;

    private Handoff(int items) {
        this.items = new ArrayBlockingQueue<>(items);
    }

    /** A queue for pictures of one size: {@value #MEMORY_BYTES} bytes of them, or a single one that has more. */
    public static Handoff forPictures(int pictureBytes) {
        return new Handoff(Math.clamp(MEMORY_BYTES / pictureBytes, FEWEST_ITEMS, MOST_ITEMS));
    }

    /** A queue for so many items. */
    static Handoff withRoomFor(int items) {
        return new Handoff(items);
    }

    boolean isFull() {
        return items.remainingCapacity() == 0;
    }

    /** Waits for room. */
    public void put(Captured item) throws InterruptedException {
        items.put(item);
    }

    /** Nothing more is read for this reason; waits for room, unless nobody takes anything any more. */
    public void fail(Throwable reason) {
        if (reason instanceof InterruptedException) {
            return; // by whoever took what was read
        }
        try {
            items.put(new Captured.Failed(reason));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody takes anything any more: lets go of what holds a source. */
    public void abandon() {
        for (Captured item = items.poll(); item != null; item = items.poll()) {
            if (item instanceof Captured.Turned turned) {
                turned.rest().close();
            }
        }
    }

    /** The next item; null when none came in time. */
    public @Nullable Captured poll(Duration limit) throws InterruptedException {
        return items.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    }
}
