package dev.brushcast.engine.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tokenizer folder holds: {@code vocab.json}, {@code merges.txt}, {@code tokenizer_config.json}, and where they
 * are there {@code special_tokens_map.json} and {@code added_tokens.json}.
 */
final class TokenizerFiles {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;

    TokenizerFiles(Path folder) {
        this.folder = folder;
    }

    /** Ids by symbol. */
    Map<String, Integer> vocabulary() {
        Map<String, Integer> vocabulary = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : required("vocab.json").properties()) {
            if (!entry.getValue().isInt()) {
                throw damaged("vocab.json", "\"" + entry.getKey() + "\" has no whole number as its id");
            }
            vocabulary.put(entry.getKey(), entry.getValue().intValue());
        }
        return vocabulary;
    }

    /** Ranks by pair. The first line of the file is its version. */
    Map<BytePairs.Pair, Integer> merges() {
        Map<BytePairs.Pair, Integer> ranks = new HashMap<>();
        String[] lines = read("merges.txt").strip().split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String[] pair = lines[i].strip().split(" ", -1);
            if (pair.length != 2) {
                throw damaged("merges.txt", "line " + (i + 1) + " is not a pair");
            }
            ranks.put(new BytePairs.Pair(pair[0], pair[1]), i - 1);
        }
        return ranks;
    }

    JsonNode config() {
        return required("tokenizer_config.json");
    }

    /** The tokens of {@code bos_token}, {@code eos_token}, {@code unk_token} and {@code pad_token}, by these names. */
    Map<String, JsonNode> roles() {
        JsonNode config = config();
        // Files written since added_tokens_decoder came stand alone; before, the map was the one that counted.
        JsonNode map =
                config.has("added_tokens_decoder") ? MissingNode.getInstance() : optional("special_tokens_map.json");
        Map<String, JsonNode> roles = new LinkedHashMap<>();
        for (String role : SpecialTokens.ROLES) {
            JsonNode token = map.hasNonNull(role) ? map.get(role) : config.path(role);
            if (!token.isMissingNode() && !token.isNull()) {
                roles.put(role, token);
            }
        }
        return roles;
    }

    /** Ids by content, of tokens added after training. */
    JsonNode addedTokens() {
        return optional("added_tokens.json");
    }

    EngineException damaged(String file, String how) {
        return new EngineException(folder.resolve(file) + ": " + how + "; copy or export the model folder again");
    }

    private JsonNode required(String file) {
        return parse(file, read(file));
    }

    private JsonNode optional(String file) {
        return Files.exists(folder.resolve(file)) ? required(file) : MissingNode.getInstance();
    }

    private JsonNode parse(String file, String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject()) {
                throw damaged(file, "not a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new EngineException(
                    folder.resolve(file) + " is not valid JSON: copy or export the model folder again", e);
        }
    }

    private String read(String file) {
        Path path = folder.resolve(file);
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new EngineException(path + " is missing: copy or export the model folder again", e);
        } catch (IOException e) {
            throw new EngineException(path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
