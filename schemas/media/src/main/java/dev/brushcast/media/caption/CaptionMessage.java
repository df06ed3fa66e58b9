package dev.brushcast.media.caption;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Closed captions of a picture in H.264: user data registered by ITU-T T.35 in a supplemental enhancement information message (ATSC
 * A/53 Part 4, 6.2.3; ITU-T H.264, D.1.6).
 */
public final class CaptionMessage {

    /** {@code cc_count} has five bits. */
    static final int MOST_TRIPLETS = 31;

    static final int TRIPLET_BYTES = 3;

    private static final int SEI = 6;
    private static final int SLICE = 1;
    private static final int IDR_SLICE = 5;
    private static final int USER_DATA_REGISTERED = 4;
    private static final byte[] HEAD = {(byte) 0xB5, 0x00, 0x31, 'G', 'A', '9', '4', 0x03};
    private static final int PROCESS_CC_DATA =
            0xC0; // process_em_data_flag, as all encoders set it, and process_cc_data_flag
    private static final int MARKER = 0xFF;

    private CaptionMessage() {}

    /**
     * A picture with captions in front of its first slice.
     *
     * @param picture one access unit with start codes
     * @param triplets of {@code cc_data}, 3 bytes each; more than 31 are in several messages
     * @throws IllegalArgumentException if the captions are no whole triplets, or the picture has no slice
     */
    public static byte[] insert(byte[] picture, byte[] triplets) {
        if (triplets.length % TRIPLET_BYTES != 0) {
            throw new IllegalArgumentException(triplets.length + " bytes of captions, which come in threes");
        }
        if (triplets.length == 0) {
            return picture;
        }
        int slice = firstSlice(picture);
        ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length + 2 * triplets.length + 32);
        out.write(picture, 0, slice);
        out.writeBytes(unit(triplets));
        out.write(picture, slice, picture.length - slice);
        return out.toByteArray();
    }

    /** Where the start code of the first slice begins. */
    private static int firstSlice(byte[] picture) {
        for (int i = 0; i + 3 < picture.length; i++) {
            if (picture[i] == 0 && picture[i + 1] == 0 && picture[i + 2] == 1) {
                int type = picture[i + 3] & 0x1F;
                if (type >= SLICE && type <= IDR_SLICE) {
                    return i > 0 && picture[i - 1] == 0 ? i - 1 : i;
                }
            }
        }
        throw new IllegalArgumentException("a picture without a slice");
    }

    /** The unit with its start code. */
    private static byte[] unit(byte[] triplets) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int at = 0; at < triplets.length; at += MOST_TRIPLETS * TRIPLET_BYTES) {
            int end = Math.min(triplets.length, at + MOST_TRIPLETS * TRIPLET_BYTES);
            message(payload, Arrays.copyOfRange(triplets, at, end));
        }
        payload.write(0x80); // rbsp_trailing_bits
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 1, SEI});
        protect(payload.toByteArray(), out);
        return out.toByteArray();
    }

    private static void message(ByteArrayOutputStream out, byte[] triplets) {
        out.write(USER_DATA_REGISTERED);
        out.write(HEAD.length + 2 + triplets.length + 1); // below 255 with the most triplets
        out.writeBytes(HEAD);
        out.write(PROCESS_CC_DATA | (triplets.length / TRIPLET_BYTES));
        out.write(MARKER); // em_data
        out.writeBytes(triplets);
        out.write(MARKER);
    }

    /** No three bytes within a unit may look like a start code (ITU-T H.264, 7.4.1). */
    private static void protect(byte[] payload, ByteArrayOutputStream out) {
        int zeros = 0;
        for (byte next : payload) {
            if (zeros == 2 && (next & 0xFF) <= 3) {
                out.write(3);
                zeros = 0;
            }
            out.write(next);
            zeros = next == 0 ? zeros + 1 : 0;
        }
    }
}
