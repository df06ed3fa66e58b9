package dev.brushcast.media.rtmp;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server says, as a chunk stream. Used by one thread. */
final class ChunkWriter {

    /** More than any answer is long: each is one chunk. */
    private static final int CHUNK_SIZE = 4096;

    private static final int CONTROL = 2;
    private static final int COMMANDS = 3;

    private final DataOutputStream out;

    ChunkWriter(DataOutputStream out) {
        this.out = out;
    }

    /** Says how much may be on its way, and how long chunks are from now on. */
    void begin(int window) throws IOException {
        send(CONTROL, RtmpMessage.WINDOW_SIZE, 0, number(window).array());
        send(
                CONTROL,
                RtmpMessage.PEER_BANDWIDTH,
                0,
                number(window, 1).put((byte) 2).array());
        send(CONTROL, RtmpMessage.SET_CHUNK_SIZE, 0, number(CHUNK_SIZE).array());
    }

    /** Says how many bytes have come. */
    void acknowledge(long received) throws IOException {
        send(CONTROL, RtmpMessage.ACKNOWLEDGEMENT, 0, number((int) received).array());
    }

    /** Answers or tells. */
    void command(int stream, @Nullable Object... values) throws IOException {
        send(COMMANDS, RtmpMessage.COMMAND, stream, Amf0.write(values));
    }

    /** Tells how a publication goes. */
    void status(String level, String code, String description) throws IOException {
        command(1, "onStatus", 0, null, Map.of("level", level, "code", code, "description", description));
    }

    private static ByteBuffer number(int value) {
        return number(value, 0);
    }

    private static ByteBuffer number(int value, int more) {
        return ByteBuffer.allocate(Integer.BYTES + more).putInt(value);
    }

    private void send(int chunkStream, int type, int stream, byte[] payload) throws IOException {
        out.writeByte(chunkStream); // format 0: a whole header
        out.write(new byte[3]);
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeInt(Integer.reverseBytes(stream));
        out.write(payload);
        out.flush();
    }
}
