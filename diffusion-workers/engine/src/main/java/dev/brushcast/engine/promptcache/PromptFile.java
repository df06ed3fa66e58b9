package dev.brushcast.engine.promptcache;

import dev.brushcast.engine.model.Conditioning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An encoded prompt as bytes, little-endian: a mark, numbers of states, how many of them are written (the rest are 0, as padding
 * is), numbers of the pooled embedding or -1, these numbers as floats, and a checksum of all of it.
 */
final class PromptFile {

    private static final int MARK = 0x31504342; // "BCP1"
    private static final int NONE = -1;
    private static final int HEAD = 4 * Integer.BYTES;
    private static final int LONGEST = 1 << 28;

    private PromptFile() {}

    static byte[] bytes(Conditioning prompt) {
        float[] states = prompt.states();
        float @Nullable [] pooled = prompt.pooled();
        int written = states.length;
        while (written > 0 && states[written - 1] == 0) {
            written--;
        }
        int beside = pooled == null ? 0 : pooled.length;
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + (written + beside) * Float.BYTES + Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MARK).putInt(states.length).putInt(written).putInt(pooled == null ? NONE : beside);
        bytes.asFloatBuffer().put(states, 0, written);
        bytes.position(HEAD + written * Float.BYTES);
        if (pooled != null) {
            bytes.asFloatBuffer().put(pooled);
            bytes.position(bytes.position() + beside * Float.BYTES);
        }
        bytes.putLong(checksum(bytes.array(), bytes.position()));
        return bytes.array();
    }

    /** @throws IOException if these are not the bytes of a prompt, or not all of them */
    static Conditioning read(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < HEAD + Long.BYTES || bytes.getInt() != MARK) {
            throw new IOException("it is no encoded prompt");
        }
        int length = bytes.getInt();
        int written = bytes.getInt();
        int beside = bytes.getInt();
        long expected = HEAD + ((long) written + Math.max(0, beside)) * Float.BYTES + Long.BYTES;
        int body = content.length - Long.BYTES;
        if (written < 0
                || length < written
                || length > LONGEST
                || expected != content.length
                || bytes.getLong(body) != checksum(content, body)) {
            throw new IOException("it is damaged");
        }
        float[] states = new float[length];
        bytes.asFloatBuffer().get(states, 0, written);
        if (beside == NONE) {
            return new Conditioning(states, null);
        }
        float[] pooled = new float[beside];
        bytes.position(HEAD + written * Float.BYTES);
        bytes.asFloatBuffer().get(pooled);
        return new Conditioning(states, pooled);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }
}
