package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Notes what Jackson would stop at, and lets it read on. */
final class ProblemHandler extends DeserializationProblemHandler {

    private final Problems problems;

    ProblemHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context, JsonParser parser, JsonDeserializer<?> reader, Object bean, String name)
            throws IOException {
        problems.add(parser.getParsingContext().pathAsPointer(), "there is no such setting");
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String failure) {
        problems.addValue(
                context.getParser().getParsingContext().pathAsPointer(), "'" + value + "' is not " + Wanted.of(type));
        return nothing(type);
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String failure)
            throws IOException {
        problems.addValue(parser.getParsingContext().pathAsPointer(), "this is not " + Wanted.of(type.getRawClass()));
        parser.skipChildren();
        return nothing(type.getRawClass());
    }

    /** What a field of a type holds before it is set. */
    private static @Nullable Object nothing(Class<?> type) {
        return Array.get(Array.newInstance(type, 1), 0);
    }
}
