package dev.brushcast.media.source;

import dev.brushcast.media.MediaException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and the sound of another stream of the same installation, as they were taken in. What it is is known by name
 * alone here: whoever has the other stream's records reads it, and nothing is decoded.
 *
 * <p>Written {@code stream:ID} to follow it live, {@code stream:ID?begin=head} from the beginning of its newest capture on, or as a
 * recording {@code stream:ID?epoch=3}, {@code stream:ID?from=2026-11-27T17:00:00Z&to=2026-11-27T17:05:00Z} or, counted from
 * a capture's start, {@code stream:ID?epoch=3&from=10&to=60.5}; with {@code speed=1.0} at the speed at which it plays.
 *
 * @param streamId of the other stream
 * @param epoch which of its captures; null: the newest one, or those in which the moments lie
 * @param from the first moment that is wanted; null: the capture's beginning, or live
 * @param to the first moment that is not wanted any more; null: as far as it is recorded
 * @param head true: live, and from the beginning of its newest capture
 * @param speed of a recording, in its own time for one of the clock, above 0; null: as fast as it is read
 */
public record StreamSource(
        String streamId,
        @Nullable Long epoch,
        @Nullable Moment from,
        @Nullable Moment to,
        boolean head,
        @Nullable Double speed)
        implements MediaSource {

    static final String NAME = "stream";

    private static final String SCHEME = NAME + ":";
    private static final String USAGE = "write stream:ID, stream:ID?epoch=3, or"
            + " stream:ID?from=2026-11-27T17:00:00Z&to=2026-11-27T17:05:00Z&speed=1.0";
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)s?");
    private static final Pattern EPOCH = Pattern.compile("\\d{1,15}");
    private static final Pattern SPEED = Pattern.compile("\\d{1,3}(?:\\.\\d{1,6})?");

    /** A moment of a recording. */
    public sealed interface Moment {

        /** By the wall clock. */
        record At(Instant time) implements Moment {}

        /** So long after a capture's start. */
        record After(Duration start) implements Moment {}
    }

    public StreamSource {
        if (streamId.isEmpty()) {
            throw new MediaException("stream: names no stream: " + USAGE);
        }
        boolean recorded = epoch != null || from != null || to != null;
        if (recorded && head) {
            throw new MediaException(
                    "begin=head is for a stream that is followed live: leave it out, or epoch, from and to");
        }
        if (!recorded && speed != null) {
            throw new MediaException("speed is for what is recorded: give epoch, or from and to, as well");
        }
        if (from instanceof Moment.At(Instant first)
                && to instanceof Moment.At(Instant last)
                && !first.isBefore(last)) {
            throw new MediaException("from must be before to, not " + first + " and " + last);
        }
        if (from instanceof Moment.After(Duration first)
                && to instanceof Moment.After(Duration last)
                && first.compareTo(last) >= 0) {
            throw new MediaException("from must be before to, not " + seconds(first) + " and " + seconds(last));
        }
        if (from != null && to != null && !from.getClass().equals(to.getClass())) {
            throw new MediaException("from and to are either both times or both seconds after a capture's start");
        }
    }

    static StreamSource parse(String text) {
        int query = text.indexOf('?');
        StreamSource source = new StreamSource(
                text.substring(SCHEME.length(), query < 0 ? text.length() : query), null, null, null, false, null);
        if (query < 0) {
            return source;
        }
        Long epoch = null;
        Moment from = null;
        Moment to = null;
        boolean head = false;
        Double speed = null;
        for (String option : text.substring(query + 1).split("&", -1)) {
            int equals = option.indexOf('=');
            String value = equals < 0 ? "" : option.substring(equals + 1);
            switch (equals < 0 ? option : option.substring(0, equals)) {
                case "epoch" -> epoch = Long.valueOf(match(EPOCH, option, value).group());
                case "from" -> from = moment(option, value);
                case "to" -> to = moment(option, value);
                case "begin" -> head = oneOf(option, value, "head", "live");
                case "speed" -> speed = speed(option, value);
                default -> throw notUnderstood(option);
            }
        }
        return new StreamSource(source.streamId, epoch, from, to, head, speed);
    }

    private static @Nullable Double speed(String option, String value) {
        if (value.equals("max")) {
            return null;
        }
        double speed = Double.parseDouble(match(SPEED, option, value).group());
        if (speed == 0) {
            throw notUnderstood(option);
        }
        return speed;
    }

    private static Moment moment(String option, String value) {
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            return new Moment.After(Duration.ofNanos(Math.round(Double.parseDouble(seconds.group(1)) * 1e9)));
        }
        try {
            return new Moment.At(Instant.parse(value));
        } catch (DateTimeException e) {
            throw notUnderstood(option);
        }
    }

    private static boolean oneOf(String option, String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw notUnderstood(option);
        }
        return value.equals(yes);
    }

    private static Matcher match(Pattern pattern, String option, String value) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw notUnderstood(option);
        }
        return matcher;
    }

    private static MediaException notUnderstood(String option) {
        return new MediaException("stream: does not understand '" + option + "': " + USAGE);
    }

    /** Whether a text is a source of this kind. */
    static boolean isOne(String text) {
        return text.startsWith(SCHEME);
    }

    /** What a source that was told of as {@link #redacted} follows; null: it is none of this kind. */
    public static @Nullable String streamIdOf(String redacted) {
        return isOne(redacted) ? parse(redacted).streamId() : null;
    }

    /** True: it is replayed; false: it is followed live. */
    public boolean isRecorded() {
        return epoch != null || from != null || to != null;
    }

    /** As it is written. */
    @Override
    public String redacted() {
        StringBuilder options = new StringBuilder();
        append(options, "epoch", epoch);
        append(options, "from", from == null ? null : text(from));
        append(options, "to", to == null ? null : text(to));
        append(options, "begin", head ? "head" : null);
        append(options, "speed", speed);
        return SCHEME + streamId + options;
    }

    private static void append(StringBuilder options, String name, @Nullable Object value) {
        if (value != null) {
            options.append(options.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value);
        }
    }

    private static String text(Moment moment) {
        return switch (moment) {
            case Moment.At(Instant time) -> time.toString();
            case Moment.After(Duration start) -> seconds(start);
        };
    }

    private static String seconds(Duration time) {
        String text = Double.toString(time.toNanos() / 1e9);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
