package dev.brushcast.engine.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final JsonNode object;

    private JsonConfig(Path file, JsonNode object) {
        this.file = file;
        this.object = object;
    }

    static JsonConfig read(Path file) {
        JsonNode node;
        try {
            node = MAPPER.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new EngineException(file + " is missing: copy or export the model folder again", e);
        } catch (JsonProcessingException e) {
            throw new EngineException(
                    file + " is not valid JSON ("
                            + e.getOriginalMessage().lines().findFirst().orElse("cut short")
                            + "): copy or export the model folder again",
                    e);
        } catch (IOException e) {
            throw new EngineException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!node.isObject()) {
            throw new EngineException(file + " is not a JSON object: copy or export the model folder again");
        }
        return new JsonConfig(file, node);
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
        Double value = value(key, JsonNode::isNumber, JsonNode::doubleValue, "a number");
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
