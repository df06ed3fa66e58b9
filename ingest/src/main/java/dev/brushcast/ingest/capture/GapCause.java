package dev.brushcast.ingest.capture;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a frame of the source is not in any chunk. */
public enum GapCause {
    /** More frames per second than are wanted. */
    FRAME_RATE,
    /** Its data is damaged. */
    CORRUPT,
    /** A live source sent faster than chunks could be published. */
    OVERRUN,
    /** It came late: the picture before was held beyond its time already. */
    HELD_OVER,
    /** Sent before the capture began; of another stream's: before what was asked for, or before it was followed. */
    BEFORE_START,
    /** Of another stream's: the topic had forgotten it already. */
    EXPIRED,
    /** Of another stream's: its record is not in the topic, or cannot be read. */
    LOST;

    /** Whether that is as it was asked for, and no event. */
    public boolean isAsAsked() {
        return this == FRAME_RATE || this == BEFORE_START;
    }

    /** The cause of a gap by its name; null: none of these. */
    public static @Nullable GapCause of(String label) {
        for (GapCause cause : values()) {
            if (cause.label().equals(label)) {
                return cause;
            }
        }
        return null;
    }

    /** The name for counting, as in gap records. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
