package dev.brushcast.kit.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a setting takes, for people. */
final class Wanted {

    private Wanted() {}

    /** Such as "a whole number", of the type that it is read into. */
    static String of(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "a section of settings";
        }
        return scalar(type);
    }

    private static String scalar(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration: write it as in 500ms, 10s, 5m or 2h";
        }
        if (type == Path.class) {
            return "the name of a file or folder";
        }
        return type == String.class ? "a text" : "what this setting takes";
    }
}
