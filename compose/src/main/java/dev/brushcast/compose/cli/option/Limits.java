package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;

/** What numbers of the command line must keep to. */
public final class Limits {

    private Limits() {}

    /** @throws UserError if the option was given less */
    public static void requireAtLeast(int least, String option, int given) {
        if (given < least) {
            throw new UserError(option + " " + given + " is too small: give at least " + least);
        }
    }
}
