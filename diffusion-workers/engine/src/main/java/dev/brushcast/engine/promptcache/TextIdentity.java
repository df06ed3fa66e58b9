package dev.brushcast.engine.promptcache;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.TextPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which text encoder prompts were encoded by. A worker without its graph knows only the first half.
 *
 * @param shape of its configuration and its tokenizer, and of how it is used
 * @param weights of its graphs, or null where one was left out
 */
record TextIdentity(String shape, @Nullable String weights) {

    /** Changes whenever the same prompt comes to be encoded otherwise: cleaned, cut or weighted. */
    private static final String RULES = "1";

    private static final List<String> TOKENIZER = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.json",
            "merges.txt",
            "special_tokens_map.json",
            "added_tokens.json");

    /**
     * Reads the small files whole, and of large ones as much as tells them apart.
     *
     * @param use how the model uses it
     * @throws EngineException if a file cannot be read
     */
    static TextIdentity of(List<TextPart> parts, String use) {
        try {
            Digest shape = new Digest().text(RULES).text(use);
            for (TextPart part : parts) {
                shape.file(part.folder().resolve("config.json"));
                for (String name : TOKENIZER) {
                    Path file = part.tokenizer().resolve(name);
                    if (Files.isRegularFile(file)) {
                        shape.text(name).file(file);
                    }
                }
            }
            return new TextIdentity(shape.hex(), weights(parts));
        } catch (IOException e) {
            throw new EngineException(parts.getFirst().folder() + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    private static @Nullable String weights(List<TextPart> parts) throws IOException {
        Digest weights = new Digest();
        for (TextPart part : parts) {
            ModelFile model = part.model();
            if (model == null) {
                return null;
            }
            weights.weights(model.path());
            for (Path file : model.externalData()) {
                weights.weights(file);
            }
        }
        return weights.hex();
    }
}
