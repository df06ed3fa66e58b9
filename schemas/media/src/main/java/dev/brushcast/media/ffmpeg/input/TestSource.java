package dev.brushcast.media.ffmpeg.input;

import dev.brushcast.media.MediaException;
import dev.brushcast.media.Rational;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moving test picture with its time and frame number written into it, and a tone that beeps once a second.
 *
 * <p>Written {@code testsrc} or {@code testsrc:size=640x360:rate=30:duration=10}, options in any order.
 *
 * @param width pixels, 16 to 8192; 640 unless given
 * @param height pixels, 16 to 8192; 360 unless given
 * @param rate frames per second, a whole number or a fraction such as {@code 30000/1001}; 30 unless given
 * @param duration how long it runs, in seconds with decimals; null: without end
 */
public record TestSource(
        int width, int height, Rational rate, @Nullable Duration duration) implements MediaSource {

    static final String NAME = "testsrc";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6})(?:/(\\d{1,6}))?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,6})?");

    public TestSource {
        if (Math.min(width, height) < 16 || Math.max(width, height) > 8192) {
            throw new MediaException("testsrc takes a size from 16x16 to 8192x8192, not " + width + "x" + height);
        }
        if (rate.num() < 1 || rate.value() > 1000) {
            throw new MediaException("testsrc takes a rate above 0 and up to 1000, not " + rate.value());
        }
        if (duration != null && !duration.isPositive()) {
            throw new MediaException("testsrc takes a duration above 0 seconds");
        }
    }

    static TestSource parse(String text) {
        TestSource source = new TestSource(640, 360, new Rational(30, 1), null);
        String[] parts = text.split(":", -1);
        for (int i = 1; i < parts.length; i++) {
            source = source.with(parts[i]);
        }
        return source;
    }

    private TestSource with(String option) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        String value = equals < 0 ? "" : option.substring(equals + 1);
        return switch (name) {
            case "size" -> {
                Matcher m = match(SIZE, option, value);
                yield new TestSource(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), rate, duration);
            }
            case "rate" -> {
                Matcher m = match(RATE, option, value);
                int den = m.group(2) == null ? 1 : Integer.parseInt(m.group(2));
                yield new TestSource(
                        width, height, new Rational(Integer.parseInt(m.group(1)), Math.max(1, den)), duration);
            }
            case "duration" -> {
                double seconds =
                        Double.parseDouble(match(SECONDS, option, value).group());
                yield new TestSource(width, height, rate, Duration.ofNanos(Math.round(seconds * 1e9)));
            }
            default -> throw notUnderstood(option);
        };
    }

    private static Matcher match(Pattern pattern, String option, String value) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw notUnderstood(option);
        }
        return matcher;
    }

    private static MediaException notUnderstood(String option) {
        return new MediaException(
                "testsrc does not understand '" + option + "': write testsrc:size=640x360:rate=30:duration=10");
    }

    /** FFmpeg's description of the two generators. */
    String graph() {
        String length = duration == null ? "" : ":duration=" + duration.toNanos() / 1e9;
        return "testsrc2=size=" + width + "x" + height + ":rate=" + rate.num() + "/" + rate.den() + length
                + ",format=yuv420p[out0];sine=frequency=330:beep_factor=4:sample_rate=48000" + length + "[out1]";
    }

    @Override
    public String redacted() {
        return NAME + ":size=" + width + "x" + height + ":rate=" + rate.num()
                + (rate.den() == 1 ? "" : "/" + rate.den())
                + (duration == null ? "" : ":duration=" + duration.toNanos() / 1e9);
    }
}
