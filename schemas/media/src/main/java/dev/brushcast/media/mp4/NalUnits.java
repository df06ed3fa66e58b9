package dev.brushcast.media.mp4;

import java.io.ByteArrayOutputStream;

/** H.264 byte streams: from start codes (Annex B) to the four-byte lengths of MP4. */
public final class NalUnits {

    private static final int ACCESS_UNIT_DELIMITER = 9;

    private NalUnits() {}

    /** One picture with start codes to the same picture with lengths; access unit delimiters fall away. */
    public static byte[] withLengths(byte[] annexB) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(annexB.length + 16);
        int start = nextUnit(annexB, 0);
        while (start < annexB.length) {
            int code = startCode(annexB, start);
            int end = code;
            while (end > start && annexB[end - 1] == 0) {
                end--; // zeros before a start code belong to it
            }
            if (end > start && (annexB[start] & 0x1F) != ACCESS_UNIT_DELIMITER) {
                int length = end - start;
                out.write(length >> 24);
                out.write(length >> 16);
                out.write(length >> 8);
                out.write(length);
                out.write(annexB, start, length);
            }
            start = nextUnit(annexB, code);
        }
        return out.toByteArray();
    }

    private static int nextUnit(byte[] bytes, int from) {
        return Math.min(bytes.length, startCode(bytes, from) + 3);
    }

    /** Where the next 00 00 01 is, or the end. */
    private static int startCode(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i;
            }
        }
        return bytes.length;
    }
}
