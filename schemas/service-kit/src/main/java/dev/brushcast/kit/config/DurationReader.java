package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and a unit, never a bare number. */
final class DurationReader extends StdDeserializer<Duration> {

    private static final long serialVersionUID = 1L;

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h)");

    DurationReader() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getText();
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return (Duration) context.handleWeirdStringValue(Duration.class, text, "not a duration");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
