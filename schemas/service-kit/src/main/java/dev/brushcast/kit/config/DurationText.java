package dev.brushcast.kit.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, in files and on command lines: a whole number and a unit, never a bare number. */
public final class DurationText {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h)");

    private DurationText() {}

    /** Reads {@code 500ms}, {@code 10s}, {@code 5m} or {@code 2h}; empty if it is none of these. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
    }
}
