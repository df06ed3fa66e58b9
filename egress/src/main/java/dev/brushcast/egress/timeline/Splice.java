package dev.brushcast.egress.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Something that the source announces (SCTE 35), in an epoch's own time.
 *
 * @param atUs presentation time at which it holds, microseconds: the first frame at or after it is the splice
 * @param eventId null where it has none
 * @param type the segmentation type with which such a thing begins; -1: a splice insertion, or not known
 * @param beganAtUs of an end: when what it ends began, microseconds; null: not known
 * @param durationUs how long it lasts as announced, microseconds; null: not said
 * @param returns true: it ends by itself after its duration
 * @param section the whole section, in hexadecimal digits
 */
public record Splice(
        long atUs,
        Kind kind,
        @Nullable Long eventId,
        int type,
        @Nullable Long beganAtUs,
        @Nullable Long durationUs,
        boolean returns,
        String section) {

    /** What happens there. */
    public enum Kind {
        /** Something begins. */
        OUT,
        /** It ends. */
        IN,
        /** It is not to be, or not to go on. */
        CANCEL,
        /** Anything else. */
        COMMAND
    }

    /** True where a viewer may be taken elsewhere, or be brought back: decoding can begin there. */
    public boolean cuts() {
        return switch (kind) {
            case OUT, IN -> true;
            case CANCEL -> false;
            case COMMAND -> type >= 0; // a point in the programme; others say no time
        };
    }
}
