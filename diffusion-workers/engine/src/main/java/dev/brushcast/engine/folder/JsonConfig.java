package dev.brushcast.engine.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.json.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One JSON configuration file, read field by field; every error names the file, the field, what was expected and what
 * was found. A field that is {@code null} counts as absent, as in diffusers.
 */
final class JsonConfig {

    private final Path file;
    private final JsonNode object;

    private JsonConfig(Path file, JsonNode object) {
        this.file = file;
        this.object = object;
    }

    static JsonConfig read(Path file) {
        return read(file, "copy or export the model folder again");
    }

    /** @param advice what to do about a file that is missing or damaged */
    static JsonConfig read(Path file, String advice) {
        LfsPointer.refuse(file);
        return new JsonConfig(file, JsonFile.object(file, advice));
    }

    Path file() {
        return file;
    }

    EngineException error(String message) {
        return new EngineException(file + ": " + message);
    }

    @Nullable
    Integer integer(String key) {
        return value(
                key, node -> node.isIntegralNumber() && node.canConvertToInt(), JsonNode::intValue, "a whole number");
    }

    int integer(String key, int whereAbsent) {
        Integer value = integer(key);
        return value == null ? whereAbsent : value;
    }

    int positive(String key, int whereAbsent) {
        int value = integer(key, whereAbsent);
        if (value < 1) {
            throw error(key + " is " + value + ", expected at least 1");
        }
        return value;
    }

    double number(String key, double whereAbsent) {
        Double value = value(
                key,
                node -> node.isNumber() && Double.isFinite(node.doubleValue()),
                JsonNode::doubleValue,
                "a finite number");
        return value == null ? whereAbsent : value;
    }

    @Nullable
    Boolean flag(String key) {
        return value(key, JsonNode::isBoolean, JsonNode::booleanValue, "true or false");
    }

    boolean flag(String key, boolean whereAbsent) {
        Boolean value = flag(key);
        return value == null ? whereAbsent : value;
    }

    @Nullable
    String text(String key) {
        return value(key, JsonNode::isTextual, JsonNode::textValue, "a text");
    }

    String text(String key, String whereAbsent) {
        String value = text(key);
        return value == null ? whereAbsent : value;
    }

    /** The elements of an array, or null where it is absent. */
    <T> @Nullable List<T> list(String key, Predicate<JsonNode> fits, Function<JsonNode, T> read, String expected) {
        JsonNode array = value(key, JsonNode::isArray, node -> node, "a list");
        if (array == null) {
            return null;
        }
        List<T> values = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!fits.test(element)) {
                throw error(key + " holds " + element + ", expected " + expected);
            }
            values.add(read.apply(element));
        }
        return List.copyOf(values);
    }

    /** A side, or height and width as Python's pairs come out: {@code 64} or {@code [64, 96]}. Null where it is absent. */
    int @Nullable [] sides(String key) {
        JsonNode node = object.path(key);
        if (!node.isArray()) {
            Integer side = node.isMissingNode() || node.isNull() ? null : positive(key, 0);
            return side == null ? null : new int[] {side, side};
        }
        List<Integer> sides = list(key, JsonConfig::isSide, JsonNode::intValue, "sides of at least 1");
        if (sides == null || sides.size() != 2) {
            throw error(key + " is " + node + ", expected one side, or height and width");
        }
        return new int[] {sides.getFirst(), sides.getLast()};
    }

    private static boolean isSide(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 1;
    }

    /** Whether a component of {@code model_index.json} is there: {@code ["library", "Class"]}, not {@code [null, null]}. */
    boolean component(String key) {
        JsonNode pair = object.path(key);
        return pair.isArray() && pair.size() == 2 && pair.get(1).isTextual();
    }

    private <T> @Nullable T value(String key, Predicate<JsonNode> fits, Function<JsonNode, T> read, String expected) {
        JsonNode node = object.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!fits.test(node)) {
            throw error(key + " is " + node + ", expected " + expected);
        }
        return read.apply(node);
    }
}
