package dev.brushcast.compose.cli;

import dev.brushcast.kit.UserError;

/** What numbers of the command line must keep to. */
final class Limits {

    private Limits() {}

    /** @throws UserError if the option was given less */
    static void requireAtLeast(int least, String option, int given) {
        if (given < least) {
            throw new UserError(option + " " + given + " is too small: give at least " + least);
        }
    }
}
