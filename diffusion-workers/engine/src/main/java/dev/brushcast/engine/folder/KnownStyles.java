package dev.brushcast.engine.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.json.JsonFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What prompts of a small model can ask for, from {@code styles.json} beside {@code model_index.json}: not a file of
 * diffusers' own. One of the styles may have the empty prompt among its phrases: what the model does when it is asked for
 * nothing that it knows.
 *
 * @param phrases by the style's name; none where the model takes any prompt
 */
public record KnownStyles(Map<String, List<String>> phrases) {

    /** Of a model that does not say, and so takes any prompt. */
    public static final KnownStyles ANY = new KnownStyles(Map.of());

    private static final String FILE = "styles.json";

    public KnownStyles {
        phrases = Collections.unmodifiableMap(new LinkedHashMap<>(phrases));
    }

    /**
     * Those of a model folder.
     *
     * @throws EngineException if the file is there and damaged
     */
    public static KnownStyles of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return ANY;
        }
        Map<String, List<String>> styles = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> style :
                JsonFile.object(file, "copy or export the model folder again").properties()) {
            List<String> phrases = new ArrayList<>();
            for (JsonNode phrase : style.getValue()) {
                if (!phrase.isTextual()) {
                    throw new EngineException(file + ": " + style.getKey() + " holds " + phrase + ", expected texts");
                }
                phrases.add(phrase.textValue());
            }
            if (phrases.isEmpty()) {
                throw new EngineException(file + ": " + style.getKey() + " has no phrases, expected a list of texts");
            }
            styles.put(style.getKey(), List.copyOf(phrases));
        }
        return new KnownStyles(styles);
    }
}
