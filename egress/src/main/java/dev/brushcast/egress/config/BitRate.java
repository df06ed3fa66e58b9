package dev.brushcast.egress.config;

import dev.brushcast.kit.UserError;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as people write them: 2500k, 4M, 1.5M, also with bit/s or bps. */
public final class BitRate {

    private static final Pattern RATE = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)([km])(?:bit/s|bps)?");

    private BitRate() {}

    /**
     * In 1000 bits a second, at least 1.
     *
     * @throws UserError if it is no rate
     */
    public static int kilobits(String text) {
        Matcher rate = RATE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!rate.matches()) {
            throw new UserError("'" + text + "' is no rate: write 2500k or 4M");
        }
        double kilobits = Double.parseDouble(rate.group(1)) * (rate.group(2).equals("m") ? 1000 : 1);
        return (int) Math.max(1, Math.round(kilobits));
    }
}
