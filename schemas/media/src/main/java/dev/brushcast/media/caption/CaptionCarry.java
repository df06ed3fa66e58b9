package dev.brushcast.media.caption;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Captions on their way to the next picture that is kept: those of pictures that are left out go with it, without what only fills up.
 * Confined to one thread.
 */
public final class CaptionCarry {

    private static final int VALID = 0x04;

    /** What a minute of captions has at most; older ones are left out where no picture is kept for so long. */
    private static final int MOST_BYTES = 36_000;

    private final ByteArrayOutputStream carried = new ByteArrayOutputStream();

    /** A picture is left out; its captions wait. */
    public void leftOut(byte @Nullable [] triplets) {
        if (triplets == null) {
            return;
        }
        if (carried.size() + triplets.length > MOST_BYTES) {
            carried.reset();
        }
        for (int i = 0; i + 2 < triplets.length; i += CaptionMessage.TRIPLET_BYTES) {
            if ((triplets[i] & VALID) != 0) {
                carried.write(triplets, i, CaptionMessage.TRIPLET_BYTES);
            }
        }
    }

    /** A picture is kept; returns what waited and its own captions. */
    public byte @Nullable [] kept(byte @Nullable [] triplets) {
        if (carried.size() == 0) {
            return triplets;
        }
        if (triplets != null) {
            carried.writeBytes(triplets);
        }
        byte[] all = carried.toByteArray();
        carried.reset();
        return all;
    }
}
