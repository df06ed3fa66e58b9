package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long recordings are to be kept.
 *
 * @param time null: as before
 * @param bytes of each slot; null: as before
 */
public record RecordingLimits(
        @Nullable Duration time, @Nullable Long bytes) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([mgt])");
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * Reads them.
     *
     * @throws UserError if they say nothing, or what cannot be
     */
    public static RecordingLimits of(@Nullable String time, @Nullable String size) {
        if (time == null && size == null) {
            throw new UserError(
                    "say how long recordings are kept with --time 72h, how much of each slot with --size 50g");
        }
        return new RecordingLimits(time == null ? null : time(time), size == null ? null : bytes(size));
    }

    private static Duration time(String text) {
        return DurationText.parse(text)
                .filter(time -> time.compareTo(SHORTEST) >= 0)
                .orElseThrow(() ->
                        new UserError("--time " + text + ": write a time of a minute at least, as in 72h or 30m"));
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches() || size.group(1).matches("0+")) {
            throw new UserError("--size " + text + ": write a size as in 500m, 50g or 2t (MiB, GiB, TiB)");
        }
        int shift = 20 + 10 * "mgt".indexOf(size.group(2));
        return Long.parseLong(size.group(1)) << shift;
    }
}
