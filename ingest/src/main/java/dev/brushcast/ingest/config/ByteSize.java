package dev.brushcast.ingest.config;

import dev.brushcast.kit.UserError;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of data as people write them. */
final class ByteSize {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(m|g)i?b?", Pattern.CASE_INSENSITIVE);

    private ByteSize() {}

    /**
     * Reads {@code 512m} or {@code 2g} (MiB, GiB).
     *
     * @return bytes
     * @throws UserError if it is neither
     */
    static long parse(String text) {
        Matcher size = FORM.matcher(text);
        if (!size.matches()) {
            throw new UserError("'" + text + "' is no amount of data: write it as 512m or 2g");
        }
        int shift = size.group(2).toLowerCase(Locale.ROOT).equals("m") ? 20 : 30;
        return Long.parseLong(size.group(1)) << shift;
    }
}
