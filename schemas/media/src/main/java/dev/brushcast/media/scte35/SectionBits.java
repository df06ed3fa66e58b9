package dev.brushcast.media.scte35;

/** Reads the bits of a section one field after the other. Used once. */
final class SectionBits {

    private final byte[] bytes;
    private final long end;
    private long at;

    /**
     * A reader.
     *
     * @param bytes from their first bit on
     * @param end how many of them may be read
     */
    SectionBits(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = 8L * end;
    }

    /** The next field, of at most 56 bits. */
    long take(int bits) {
        need(bits);
        long value = 0;
        for (int i = 0; i < bits; i++, at++) {
            int bit = (bytes[(int) (at >> 3)] >> (7 - (at & 7))) & 1;
            value = (value << 1) | bit;
        }
        return value;
    }

    boolean flag() {
        return take(1) == 1;
    }

    void skip(int bits) {
        need(bits);
        at += bits;
    }

    /** The byte that is read next. */
    int position() {
        return (int) (at >> 3);
    }

    void moveTo(int position) {
        skip(Math.toIntExact(8L * position - at));
    }

    private void need(int bits) {
        if (bits < 0 || at + bits > end) {
            throw new SpliceFormatException("the section says that it has more than it has");
        }
    }
}
