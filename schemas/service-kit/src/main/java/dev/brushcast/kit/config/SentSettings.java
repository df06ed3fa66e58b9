package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings that somebody has sent, as JSON, read into the record that a file of them is read into. What is left out has its
 * default. Unlike a file's, they are a stranger's: nothing is taken from the environment, and some are not theirs to say.
 */
public final class SentSettings {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final String what;
    private final ObjectNode defaults;
    private final Map<String, JsonNode> fixed = new LinkedHashMap<>();

    /**
     * @param what they are, for messages
     * @param defaults in YAML; may be empty
     */
    public SentSettings(String what, String defaults) {
        this.what = what;
        this.defaults = tree(defaults);
    }

    private static ObjectNode tree(String yaml) {
        try {
            return YAML.readTree(yaml) instanceof ObjectNode object ? object : YAML.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no YAML", e);
        }
    }

    /**
     * A setting that is not to be sent.
     *
     * @param path names, separated by dots
     * @param value what it is; null: it is left out
     */
    public SentSettings fixed(String path, @Nullable Object value) {
        fixed.put(path, YAML.valueToTree(value));
        return this;
    }

    /**
     * Reads them.
     *
     * @throws SettingsError with all that is wrong
     */
    public <T extends Record> T read(String json, Class<T> type) {
        Problems problems = new Problems();
        T settings = null;
        try {
            JsonNode sent = ConfigFile.mapper(problems).readTree(json);
            if (sent instanceof ObjectNode object) {
                fixed.keySet().stream()
                        .filter(path -> !at(object, path).isMissingNode())
                        .forEach(path -> problems.add(path, "is not set here"));
                ObjectNode whole = merged(defaults.deepCopy(), object);
                fixed.forEach((path, value) -> put(whole, path, value));
                settings = ConfigFile.mapper(problems).treeToValue(whole, type);
            } else {
                problems.add("", "this is no JSON object");
            }
        } catch (JsonMappingException e) {
            problems.addMapping(e);
        } catch (JsonProcessingException e) {
            problems.add("line " + e.getLocation().getLineNr(), e.getOriginalMessage());
        }
        if (settings == null || problems.any()) {
            throw new SettingsError(what, problems.all());
        }
        return settings;
    }

    private static ObjectNode merged(ObjectNode into, ObjectNode over) {
        over.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner
                    && into.get(field.getKey()) instanceof ObjectNode section) {
                merged(section, inner);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
        return into;
    }

    private static JsonNode at(ObjectNode tree, String path) {
        return tree.at("/" + path.replace('.', '/'));
    }

    private static void put(ObjectNode tree, String path, JsonNode value) {
        ObjectNode section = tree;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            section = section.get(names[i]) instanceof ObjectNode inner ? inner : section.putObject(names[i]);
        }
        if (value.isNull()) {
            section.remove(names[names.length - 1]);
        } else {
            section.set(names[names.length - 1], value);
        }
    }
}
