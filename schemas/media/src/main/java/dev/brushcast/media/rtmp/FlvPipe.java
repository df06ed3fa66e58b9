package dev.brushcast.media.rtmp;

import dev.brushcast.media.publish.BytePipe;
import java.nio.ByteBuffer;

/**
 * A publisher's media as an FLV file without an end, from the thread that hears the publisher to the one that decodes. Bounded: a
 * full pipe holds the publisher up. Safe for use by both.
 */
final class FlvPipe {

    private static final byte[] HEADER = {'F', 'L', 'V', 1, 0, 0, 0, 0, 9, 0, 0, 0, 0};
    private static final byte[] SET_DATA_FRAME = Amf0.write("@setDataFrame");
    private static final int TAG_HEADER = 11;

    private final BytePipe pipe = new BytePipe(BytePipe.USUAL_BYTES, HEADER);
    private volatile boolean media;

    /** Adds a message of media; waits for room. False: nobody reads any more. */
    boolean write(RtmpMessage message) throws InterruptedException {
        boolean written = pipe.write(tag(message));
        media |= written && message.type() != RtmpMessage.DATA;
        return written;
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
    boolean hasMedia() {
        return media;
    }

    /** What comes out. */
    BytePipe bytes() {
        return pipe;
    }
}
