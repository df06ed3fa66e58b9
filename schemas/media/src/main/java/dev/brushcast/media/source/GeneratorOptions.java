package dev.brushcast.media.source;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a source that is generated is written: {@code NAME:size=640x360:rate=30:duration=10}, options in any order.
 *
 * @param width pixels, 16 to 8192
 * @param height pixels, 16 to 8192
 * @param rate frames per second, a whole number or a fraction such as {@code 30000/1001}
 * @param duration in seconds with decimals; null: without end
 */
record GeneratorOptions(
        String name,
        int width,
        int height,
        Rational rate,
        @Nullable Duration duration) {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})(?:/(\\d{1,6}))?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,6})?");

    GeneratorOptions {
        if (Math.min(width, height) < 16 || Math.max(width, height) > 8192) {
            throw new MediaException(name + " takes a size from 16x16 to 8192x8192, not " + width + "x" + height);
        }
        if (rate.num() < 1 || rate.value() > 1000) {
            throw new MediaException(name + " takes a rate above 0 and up to 1000, not " + rate.value());
        }
        if (duration != null && !duration.isPositive()) {
            throw new MediaException(name + " takes a duration above 0 seconds");
        }
    }

    /** Whether a text is a source of a name. */
    static boolean names(String name, String text) {
        return text.equals(name) || text.startsWith(name + ":");
    }

    /** These options, changed as a text says. */
    GeneratorOptions parse(String text) {
        GeneratorOptions options = this;
        String[] parts = text.split(":", -1);
        for (int i = 1; i < parts.length; i++) {
            options = options.with(parts[i]);
        }
        return options;
    }

    private GeneratorOptions with(String option) {
        int equals = option.indexOf('=');
        String key = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        return switch (key) {
            case "size" -> {
                Matcher m = match(SIZE, option, value);
                yield new GeneratorOptions(
                        name, Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), rate, duration);
            }
            case "rate" -> {
                Matcher m = match(RATE, option, value);
                int den = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
                yield new GeneratorOptions(
                        name, width, height, new Rational(Integer.parseInt(m.group(1)), Math.max(1, den)), duration);
            }
            case "duration" -> {
                double seconds =
                        Double.parseDouble(match(SECONDS, option, value).group());
                yield new GeneratorOptions(name, width, height, rate, Duration.ofNanos(Math.round(seconds * 1e9)));
            }
            default -> throw notUnderstood(option);
        };
    }

    private Matcher match(Pattern pattern, String option, String value) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw notUnderstood(option);
        }
        return matcher;
    }

    private MediaException notUnderstood(String option) {
        return new MediaException(
                name + " does not understand '" + option + "': write " + name + ":size=640x360:rate=30:duration=10");
    }

    /** As it is written. */
    @Override
    public String toString() {
        return name + ":size=" + width + "x" + height + ":rate=" + rate.num()
                + (rate.den() == 1 ? "" : "/" + rate.den())
                + (duration == null ? "" : ":duration=" + duration.toNanos() / 1e9);
    }
}
