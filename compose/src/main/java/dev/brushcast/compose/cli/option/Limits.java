package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;

/** What numbers of the command line must keep to. */
public final class Limits {

    /** The highest port of TCP. */
    private static final int LAST_PORT = 65_535;

    private Limits() {}

    /**
     * Refuses what is outside of a range.
     *
     * @throws UserError if the option was given less or more
     */
    public static void requireBetween(int least, int most, String option, int given) {
        if (given < least || given > most) {
            throw new UserError(option + " " + given + " is too " + (given < least ? "small" : "large") + ": give "
                    + least + " to " + most);
        }
    }

    /**
     * Refuses what is no port.
     *
     * @param first 0 where that stands for any free port, else 1
     * @throws UserError if it is none
     */
    public static void requirePort(int first, String option, int given) {
        requireBetween(first, LAST_PORT, option, given);
    }
}
