package dev.brushcast.media.scte35;

import java.util.OptionalLong;

/**
 * A {@code segmentation_descriptor}.
 *
 * @param type {@code segmentation_type_id}; {@link #CANCELLED} where the event is not to be after all
 * @param durationTicks 1/90000 s; empty: not said
 */
public record Segmentation(long eventId, int type, OptionalLong durationTicks) {

    public static final int CANCELLED = -1;

    private static final int PROGRAM_START = 0x10;
    private static final int PROGRAM_EARLY_TERMINATION = 0x12;

    /** True for the types that come in pairs, the start even and the end one more. */
    private static boolean isPaired(int type) {
        return type == PROGRAM_START
                || type == PROGRAM_START + 1
                || (type >= 0x20 && type <= 0x27)
                || (type >= 0x30 && type <= 0x47)
                || type == 0x50
                || type == 0x51;
    }

    /** True when something begins that ends by a segmentation of the next type. */
    public boolean begins() {
        return isPaired(type) && type % 2 == 0;
    }

    /** True when something ends. */
    public boolean ends() {
        return type == PROGRAM_EARLY_TERMINATION || (isPaired(type) && type % 2 == 1);
    }

    /** The type with which it began, of one that ends; its own otherwise. */
    public int beginType() {
        return type == PROGRAM_EARLY_TERMINATION ? PROGRAM_START : ends() ? type - 1 : type;
    }
}
