package dev.brushcast.ingest.capture;

import java.util.Locale;

/** Why a frame of the source is not in any chunk. */
public enum GapCause {
    /** More frames per second than are wanted. */
    FRAME_RATE,
    /** Its data is damaged. */
    CORRUPT,
    /** A live source sent faster than chunks could be published. */
    OVERRUN,
    /** It came late: the picture before was held beyond its time already. */
    HELD_OVER;

    /** The name for counting, as in gap records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
