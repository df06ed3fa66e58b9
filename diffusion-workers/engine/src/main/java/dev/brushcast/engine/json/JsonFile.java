package dev.brushcast.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads a JSON file that holds an object.
 *
 * <p>As Python's {@code json} writes it: {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers there, and
 * diffusers' schedulers have them. Whoever takes a number decides whether such a one will do.
 */
public final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsonFile() {}

    /**
     * The file's object.
     *
     * @param advice what to do about a file that is missing or damaged, as in "copy the folder again"
     * @throws EngineException if it is missing, cannot be read, or holds something else
     */
    public static JsonNode object(Path file, String advice) {
        JsonNode node;
        try {
            node = MAPPER.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new EngineException(file + " is missing: " + advice, e);
        } catch (JsonProcessingException e) {
            throw new EngineException(
                    file + " is not valid JSON ("
                            + e.getOriginalMessage().lines().findFirst().orElse("cut short") + "): " + advice,
                    e);
        } catch (IOException e) {
            throw new EngineException(file + " cannot be read: " + EngineException.reason(e), e);
        }
        if (!node.isObject()) {
            throw new EngineException(file + " is not a JSON object: " + advice);
        }
        return node;
    }
}
