package dev.brushcast.media.publish;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A container without an end, from the thread that hears a publisher to the one that decodes. Bounded: a full pipe holds the
 * publisher up. Safe for use by both.
 */
public final class BytePipe {

    /** Some seconds of what publishers send. */
    public static final int USUAL_BYTES = 16 << 20;

    private final int mostBytes;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private long bytes;
    private long heardNs = System.nanoTime();
    private long fullSinceNs;
    private boolean full;
    private boolean ended;

    /** @param mostBytes from how many on a writer waits; a piece is never cut, so that one more may be in it */
    public BytePipe(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** One that begins with something, which belongs to the pipe. */
    public BytePipe(int mostBytes, byte[] beginning) {
        this(mostBytes);
        waiting.add(ByteBuffer.wrap(beginning));
        bytes = beginning.length;
    }

    /** Adds a piece, which belongs to the pipe from now on; waits for room. False: nobody reads any more. */
    public synchronized boolean write(ByteBuffer piece) throws InterruptedException {
        while (bytes >= mostBytes && !ended) {
            if (!full) {
                fullSinceNs = System.nanoTime();
                full = true;
            }
            wait();
        }
        full = false;
        heardNs = System.nanoTime();
        if (ended) {
            return false;
        }
        if (piece.hasRemaining()) {
            bytes += piece.remaining();
            waiting.add(piece);
            notifyAll();
        }
        return true;
    }

    /** As {@link Publication#read}. */
    public synchronized @Nullable ByteBuffer read(int most, long waitMs) throws InterruptedException {
        long deadline = System.nanoTime() + waitMs * 1_000_000;
        long left = waitMs;
        while (waiting.isEmpty() && !ended && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        ByteBuffer next = waiting.peek();
        if (next == null) {
            return ended ? null : ByteBuffer.allocate(0);
        }
        int length = Math.min(most, next.remaining());
        ByteBuffer taken = next.slice(next.position(), length);
        next.position(next.position() + length);
        bytes -= length;
        if (!next.hasRemaining()) {
            waiting.remove();
        }
        notifyAll();
        return taken;
    }

    /** Bytes that wait to be read. */
    public synchronized long waitingBytes() {
        return bytes;
    }

    /** For how long nothing has been written; not while a writer waits for room. */
    public synchronized Duration silence() {
        return full ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - heardNs);
    }

    /** For how long a writer has been waiting for room. */
    public synchronized Duration blocked() {
        return full ? Duration.ofNanos(System.nanoTime() - fullSinceNs) : Duration.ZERO;
    }

    /** Nothing follows; nobody waits any more. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    public synchronized boolean ended() {
        return ended;
    }
}
