package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads {@link DurationText}. */
final class DurationReader extends StdDeserializer<Duration> {

    private static final long serialVersionUID = 1L;

    DurationReader() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getText();
        Optional<Duration> duration = DurationText.parse(text);
        return duration.isPresent()
                ? duration.get()
                : (Duration) context.handleWeirdStringValue(Duration.class, text, "not a duration");
    }
}
