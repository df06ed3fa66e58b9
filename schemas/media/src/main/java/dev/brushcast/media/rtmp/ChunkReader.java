package dev.brushcast.media.rtmp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages out of a chunk stream (RTMP 1.0, 5.3). Used by one thread. */
final class ChunkReader {

    private static final int FIRST_CHUNK_SIZE = 128;
    private static final int LARGEST_CHUNK_SIZE = 0xFF_FFFF;
    private static final int MOST_CHUNK_STREAMS = 64;
    private static final int EXTENDED = 0xFF_FFFF;

    /** Larger pictures than any encoder makes. */
    private static final int LARGEST_MESSAGE = 8 << 20;

    private final DataInputStream in;
    private final Map<Integer, State> streams = new HashMap<>();
    private int chunkSize = FIRST_CHUNK_SIZE;
    private long received;

    /** What the next header of a chunk stream leaves out. */
    private static final class State {
        int timestamp;
        int delta;
        int type;
        int stream;
        boolean extended;
        byte[] payload = new byte[0];
        int filled;
        boolean open;
    }

    ChunkReader(DataInputStream in) {
        this.in = in;
    }

    /** Bytes so far, of which the peer is told. */
    long received() {
        return received;
    }

    /**
     * The next message; those that are about chunks are obeyed.
     *
     * @throws IOException if the peer is gone or speaks something else
     */
    RtmpMessage next() throws IOException {
        while (true) {
            RtmpMessage message = chunk();
            if (message != null && message.type() == RtmpMessage.SET_CHUNK_SIZE) {
                chunkSize = number(message);
                if (chunkSize < 1 || chunkSize > LARGEST_CHUNK_SIZE) {
                    throw new RtmpProtocolException("chunks of " + chunkSize + " bytes");
                }
            } else if (message != null) {
                return message;
            }
        }
    }

    private static int number(RtmpMessage message) throws RtmpProtocolException {
        if (message.payload().length < Integer.BYTES) {
            throw new RtmpProtocolException("a number that is cut short");
        }
        return ByteBuffer.wrap(message.payload()).getInt();
    }

    /** Reads a chunk; null: its message goes on. */
    private @Nullable RtmpMessage chunk() throws IOException {
        int basic = in.readUnsignedByte();
        int id = basic & 0x3F;
        received++;
        if (id < 2) {
            int low = in.readUnsignedByte();
            id = 64 + low + (id == 1 ? in.readUnsignedByte() << 8 : 0);
            received += 1 + (basic & 1);
        }
        if (!streams.containsKey(id) && streams.size() >= MOST_CHUNK_STREAMS) {
            throw new RtmpProtocolException("more than " + MOST_CHUNK_STREAMS + " chunk streams");
        }
        State state = streams.computeIfAbsent(id, _ -> new State());
        header(state, basic >> 6);
        int size = Math.min(chunkSize, state.payload.length - state.filled);
        in.readFully(state.payload, state.filled, size);
        received += size;
        state.filled += size;
        if (state.filled < state.payload.length) {
            return null;
        }
        state.open = false;
        return new RtmpMessage(state.type, state.timestamp, state.stream, state.payload);
    }

    private void header(State state, int format) throws IOException {
        if (state.open && format != 3) {
            throw new RtmpProtocolException("a message within a message");
        }
        int time = 0;
        int length = state.payload.length;
        if (format < 3) {
            time = medium();
            state.extended = time == EXTENDED;
        }
        if (format < 2) {
            length = medium();
            state.type = in.readUnsignedByte();
            received++;
        }
        if (format == 0) {
            state.stream = Integer.reverseBytes(in.readInt());
            received += Integer.BYTES;
        }
        if (state.extended) {
            time = in.readInt();
            received += Integer.BYTES;
        }
        if (!state.open) {
            begin(state, format, time, length);
        }
    }

    private static void begin(State state, int format, int time, int length) throws RtmpProtocolException {
        if (length > LARGEST_MESSAGE) {
            throw new RtmpProtocolException("a message of " + length + " bytes");
        }
        if (format == 0) {
            state.timestamp = time;
            state.delta = 0;
        } else {
            state.delta = format == 3 ? state.delta : time;
            state.timestamp += state.delta;
        }
        state.payload = new byte[length];
        state.filled = 0;
        state.open = true;
    }

    private int medium() throws IOException {
        received += 3;
        return in.readUnsignedByte() << 16 | in.readUnsignedShort();
    }
}
