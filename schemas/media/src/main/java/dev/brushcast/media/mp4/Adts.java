package dev.brushcast.media.mp4;

import java.util.Arrays;
import java.util.Optional;

/** AAC frames with ADTS headers (ISO/IEC 13818-7), as transport streams carry them, for containers that want none. */
public final class Adts {

    private static final int HEADER = 7;
    private static final int HEADER_WITH_CHECKSUM = 9;

    private Adts() {}

    /**
     * The AudioSpecificConfig that the header of a frame stands for; empty if there is no header, or if it leaves the channels
     * to the frame itself.
     */
    public static Optional<byte[]> config(byte[] frame) {
        if (!hasHeader(frame)) {
            return Optional.empty();
        }
        int objectType = ((frame[2] & 0xC0) >> 6) + 1;
        int rateIndex = (frame[2] & 0x3C) >> 2;
        int channels = ((frame[2] & 1) << 2) | ((frame[3] & 0xC0) >> 6);
        if (channels == 0) {
            return Optional.empty();
        }
        int bits = (objectType << 11) | (rateIndex << 7) | (channels << 3);
        return Optional.of(new byte[] {(byte) (bits >> 8), (byte) bits});
    }

    /** The frame without its header; the same bytes if it has none. */
    public static byte[] withoutHeader(byte[] frame) {
        if (!hasHeader(frame)) {
            return frame;
        }
        boolean checksum = (frame[1] & 1) == 0;
        return Arrays.copyOfRange(frame, checksum ? HEADER_WITH_CHECKSUM : HEADER, frame.length);
    }

    /** Whether a frame begins with a header. */
    public static boolean hasHeader(byte[] frame) {
        return frame.length > HEADER_WITH_CHECKSUM && frame[0] == (byte) 0xFF && (frame[1] & 0xF6) == 0xF0;
    }
}
