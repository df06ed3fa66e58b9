package dev.brushcast.contract.validation;

import org.jspecify.annotations.Nullable;

/** What the checks of all records are made of. */
final class Check {

    private Check() {}

    /** Refuses what is not between two values, both allowed. */
    static void range(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ImplausibleRecordException(what + " is " + value + ", which cannot be: " + least + " to " + most);
        }
    }

    /** A wall clock's time, µs since 1970. */
    static void wallUs(String what, long us) {
        range(what, us, 0, Bounds.MAX_WALL_US);
    }

    /** How long something takes, µs. */
    static void durationUs(String what, long us) {
        range(what, us, 0, Bounds.MAX_DURATION_US);
    }

    /** How many there are of something. */
    static void count(String what, long count, long most) {
        if (count > most) {
            throw new ImplausibleRecordException(count + " " + what + ", at most " + most + " are taken");
        }
    }

    /**
     * Until when something is held, and from when it is a slate.
     *
     * @param heldUntilUs presentation time in the epoch; null: nothing is held
     * @param slateFromUs presentation time; null: no slate is shown
     */
    static void held(long epochStartUs, @Nullable Long heldUntilUs, @Nullable Long slateFromUs) {
        if (heldUntilUs != null) {
            range("heldUntilUs", heldUntilUs, 0, Bounds.MAX_EPOCH_US);
            wallUs("the time until which a chunk is held", epochStartUs + heldUntilUs);
        }
        if (slateFromUs != null) {
            range("slateFromUs", slateFromUs, 0, heldUntilUs == null ? -1 : heldUntilUs);
        }
    }

    static void name(String what, String name) {
        count("characters in the " + what, name.length(), Bounds.MAX_NAME_CHARS);
    }

    /** What a chunk of any kind is told from others by. */
    static void identity(long epoch, long sequence, long epochStartUs) {
        range("epoch", epoch, 1, Bounds.MAX_EPOCH);
        range("sequence", sequence, 0, Bounds.MAX_NUMBER);
        wallUs("epochStartUs", epochStartUs);
    }
}
