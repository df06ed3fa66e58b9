package dev.brushcast.media.rtmp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's media as an FLV file without an end, from the thread that hears the publisher to the one that decodes. Bounded: a
 * full pipe holds the publisher up. Safe for use by both.
 */
final class FlvPipe {

    private static final byte[] HEADER = {'F', 'L', 'V', 1, 0, 0, 0, 0, 9, 0, 0, 0, 0};
    private static final byte[] SET_DATA_FRAME = Amf0.write("@setDataFrame");
    private static final int TAG_HEADER = 11;
    private static final int MOST_BYTES = 16 << 20;

    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean ended;
    private boolean media;

    FlvPipe() {
        waiting.add(ByteBuffer.wrap(HEADER));
        bytes = HEADER.length;
    }

    /** Adds a message of media; waits for room. False: nobody reads any more. */
    synchronized boolean write(RtmpMessage message) throws InterruptedException {
        while (bytes > MOST_BYTES && !ended) {
            wait();
        }
        if (ended) {
            return false;
        }
        ByteBuffer tag = tag(message);
        bytes += tag.remaining();
        waiting.add(tag);
        media |= message.type() != RtmpMessage.DATA;
        notifyAll();
        return true;
    }

    private static ByteBuffer tag(RtmpMessage message) {
        int skipped = message.type() == RtmpMessage.DATA && begins(message.payload(), SET_DATA_FRAME)
                ? SET_DATA_FRAME.length
                : 0;
        int length = message.payload().length - skipped;
        int time = message.timestamp();
        ByteBuffer tag = ByteBuffer.allocate(TAG_HEADER + length + Integer.BYTES);
        tag.put((byte) message.type()).put((byte) (length >> 16)).putShort((short) length);
        tag.put((byte) (time >> 16)).putShort((short) time).put((byte) (time >> 24));
        tag.put(new byte[3]).put(message.payload(), skipped, length);
        return tag.putInt(TAG_HEADER + length).flip();
    }

    private static boolean begins(byte[] payload, byte[] with) {
        return payload.length >= with.length
                && ByteBuffer.wrap(payload, 0, with.length).equals(ByteBuffer.wrap(with));
    }

    /** True once a packet of picture or sound has come. */
    synchronized boolean hasMedia() {
        return media;
    }

    /**
     * What comes next; waits for at most so long.
     *
     * @return at most {@code most} bytes; empty: none has come; null: the publisher is gone and all is read
     */
    synchronized @Nullable ByteBuffer read(int most, long waitMs) throws InterruptedException {
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

    /** Nothing follows; nobody waits any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean ended() {
        return ended;
    }
}
