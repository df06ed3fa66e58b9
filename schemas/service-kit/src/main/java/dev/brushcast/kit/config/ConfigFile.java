package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Reads YAML into a record. Keys that the record does not have are errors, and so are missing numbers and whatever the
 * record's constructor refuses; all that is wrong is said at once. In values, <code>${NAME}</code> and
 * <code>${NAME:-default}</code> stand for environment variables, <code>${file:PATH}</code> for what is in a file. Durations are written {@code 500ms}, {@code 10s},
 * {@code 5m} or {@code 2h}.
 */
public final class ConfigFile {

    private static final YAMLMapper YAML = new YAMLMapper();

    private ConfigFile() {}

    /**
     * Reads a file.
     *
     * @param file in YAML
     * @param type what it says
     * @param environment of the process
     * @throws UserError with all that is wrong
     */
    public static <T extends Record> T read(Path file, Class<T> type, Map<String, String> environment) {
        try {
            return parse(file.toString(), Files.readString(file), type, environment);
        } catch (IOException e) {
            throw new UserError("The configuration " + file + " cannot be read: " + Reason.of(e), e);
        }
    }

    static <T extends Record> T parse(String name, String text, Class<T> type, Map<String, String> environment) {
        Problems problems = new Problems();
        T config = null;
        try {
            JsonNode tree = YAML.readTree(text);
            JsonNode values =
                    new Variables(environment, problems).fillIn(tree.isMissingNode() ? YAML.createObjectNode() : tree);
            config = mapper(problems).treeToValue(values, type);
        } catch (JsonMappingException e) {
            problems.addMapping(e);
        } catch (JsonProcessingException e) {
            problems.add("line " + e.getLocation().getLineNr(), e.getOriginalMessage());
        }
        if (config == null || problems.any()) {
            throw new UserError("The configuration " + name + " is wrong: " + problems);
        }
        return config;
    }

    static JsonMapper mapper(Problems problems) {
        return JsonMapper.builder()
                .addHandler(new ProblemHandler(problems))
                .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader()))
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }
}
