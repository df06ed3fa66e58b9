package dev.brushcast.media.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds nested boxes in memory, big-endian; a box's size is filled in when it ends. Confined to one thread. */
final class BoxWriter {

    private byte[] bytes = new byte[1024];
    private int size;
    private final int[] open = new int[16];
    private int depth;

    /** Begins a box; {@link #end()} ends it. */
    BoxWriter begin(String type) {
        return begin(type.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same, of a type that is no text. */
    BoxWriter begin(byte[] type) {
        open[depth++] = size;
        return u32(0).put(type);
    }

    /** Begins a box that has a version and flags. */
    BoxWriter beginFull(String type, int version, int flags) {
        return begin(type).u32(((long) version << 24) | flags);
    }

    BoxWriter end() {
        int start = open[--depth];
        patchU32(start, size - start);
        return this;
    }

    BoxWriter u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    BoxWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    BoxWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    BoxWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    BoxWriter zeros(int count) {
        reserve(count);
        size += count;
        return this;
    }

    BoxWriter ascii(String text) {
        return put(text.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter put(byte[] data) {
        reserve(data.length);
        System.arraycopy(data, 0, bytes, size, data.length);
        size += data.length;
        return this;
    }

    /** Bytes so far: where the next one will lie. */
    int position() {
        return size;
    }

    void patchU32(int position, long value) {
        for (int i = 0; i < 4; i++) {
            bytes[position + i] = (byte) (value >> (24 - 8 * i));
        }
    }

    byte[] toByteArray() {
        if (depth != 0) {
            throw new IllegalStateException(depth + " boxes are still open");
        }
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
