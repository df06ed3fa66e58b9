package dev.brushcast.media.testing;

import java.util.ArrayList;
import java.util.List;

/** Text as closed captions of CTA-608, field 1, painted on as it comes: one pair of bytes with each frame. */
public final class Line21 {

    private static final int FIELD_1 = 0xFC;
    private static final int[][] BEGIN = {
        {0x14, 0x2C}, {0x14, 0x2C}, {0x14, 0x29}, {0x14, 0x29}, {0x14, 0x70}, {0x14, 0x70}
    };

    private Line21() {}

    /** What comes with each frame until the text is out. */
    public static List<byte[]> painted(String text) {
        List<byte[]> frames = new ArrayList<>();
        for (int[] control : BEGIN) {
            frames.add(triplet(control[0], control[1]));
        }
        for (int i = 0; i < text.length(); i += 2) {
            frames.add(triplet(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0));
        }
        return frames;
    }

    /** A pair that says nothing. */
    public static byte[] nothing() {
        return triplet(0, 0);
    }

    private static byte[] triplet(int first, int second) {
        return new byte[] {(byte) FIELD_1, odd(first), odd(second)};
    }

    private static byte odd(int value) {
        return (byte) (Integer.bitCount(value) % 2 == 0 ? value | 0x80 : value);
    }
}
