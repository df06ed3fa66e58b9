package dev.brushcast.egress.config;

import dev.brushcast.kit.UserError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What outputs can be told. */
final class OutputLimits {

    private static final int LOWEST_KBPS = 50;
    private static final int HIGHEST_KBPS = 200_000;

    /** It stands between quotes in playlists. */
    private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}\"]{1,64}");

    private OutputLimits() {}

    /**
     * Refuses titles that cannot be.
     *
     * @throws UserError that names it
     */
    static void requireTitle(String what, @Nullable String title) {
        if (title != null && (title.isBlank() || !TITLE.matcher(title).matches())) {
            throw new UserError(what + " is 1 to 64 characters in one line, without quotation marks");
        }
    }

    /**
     * Refuses rates that cannot be.
     *
     * @param kbps 1000 bits a second; 0: by the picture's size
     * @throws UserError that names it
     */
    static void requireRate(String what, int kbps) {
        if (kbps != 0 && (kbps < LOWEST_KBPS || kbps > HIGHEST_KBPS)) {
            throw new UserError(what + " is " + kbps + ": choose between " + LOWEST_KBPS + " and " + HIGHEST_KBPS
                    + ", or 0 for what the picture's size needs");
        }
    }
}
