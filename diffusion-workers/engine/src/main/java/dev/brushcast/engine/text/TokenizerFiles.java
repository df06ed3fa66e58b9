package dev.brushcast.engine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.json.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a tokenizer folder holds, in either of two forms: {@code vocab.json} and {@code merges.txt}, with {@code
 * special_tokens_map.json} and {@code added_tokens.json} where they are there; or, as transformers writes it since version
 * 5, all of that in {@code tokenizer.json}. Beside either, {@code tokenizer_config.json}.
 */
final class TokenizerFiles {

    private static final String AGAIN = "copy or export the model folder again";
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";
    private static final String JOINED = "tokenizer.json";
    private static final String CONFIG = "tokenizer_config.json";

    private final Path folder;
    private final JsonNode config;
    /** The one file for all, or missing. */
    private final JsonNode joined;

    TokenizerFiles(Path folder) {
        this.folder = folder;
        this.joined = optional(JOINED);
        if (joined.isMissingNode() && !Files.exists(folder.resolve(VOCABULARY))) {
            throw new EngineException(folder.resolve(VOCABULARY) + " is missing, and so is " + JOINED + ": " + AGAIN);
        }
        // Beside the one file it adds little; two files are of no use without it.
        this.config = joined.isMissingNode() ? required(CONFIG) : optional(CONFIG);
    }

    JsonNode config() {
        return config;
    }

    /** The one file for all, or missing. */
    JsonNode joined() {
        return joined;
    }

    /** Ids by symbol; those of a vocabulary that is a list are its places. */
    Map<String, Integer> vocabulary() {
        JsonNode symbols = joined.isMissingNode()
                ? required(VOCABULARY)
                : joined.path("model").path("vocab");
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        if (symbols.isArray()) {
            for (JsonNode symbol : symbols) {
                vocabulary.put(symbol.path(0).asText(), vocabulary.size());
            }
            return vocabulary;
        }
        for (Map.Entry<String, JsonNode> entry : symbols.properties()) {
            if (!entry.getValue().isInt()) {
                throw damaged("\"" + entry.getKey() + "\" has no whole number as its id");
            }
            vocabulary.put(entry.getKey(), entry.getValue().intValue());
        }
        return vocabulary;
    }

    /** Pairs in the order in which they are joined, with a blank between the two. */
    List<String> merges() {
        List<String> merges = new ArrayList<>();
        // The first line is the format's version.
        read(MERGES).strip().lines().skip(1).map(String::strip).forEach(merges::add);
        for (int rank = 0; rank < merges.size(); rank++) {
            if (merges.get(rank).split(" ", -1).length != 2) {
                throw damaged("merge " + rank + " is \"" + merges.get(rank) + "\", expected a pair");
            }
        }
        return merges;
    }

    /** Tokens that are looked for in the text itself, as far as files beside {@code tokenizer.json} list them. */
    List<JsonNode> addedTokens() {
        List<JsonNode> tokens = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                config.path("added_tokens_decoder").properties()) {
            tokens.add(token(
                    entry.getValue().path("content").asText(), TextNode.valueOf(entry.getKey()), entry.getValue()));
        }
        for (Map.Entry<String, JsonNode> entry : optional("added_tokens.json").properties()) {
            tokens.add(token(entry.getKey(), entry.getValue(), MissingNode.getInstance()));
        }
        return tokens;
    }

    /** A token with a role, such as {@code pad_token}: a text, or an object with its content; missing if there is none. */
    JsonNode role(String name) {
        // Files written since added_tokens_decoder came stand alone; before, the map was the one that counted.
        JsonNode map =
                config.has("added_tokens_decoder") ? MissingNode.getInstance() : optional("special_tokens_map.json");
        return map.hasNonNull(name) ? map.get(name) : config.path(name);
    }

    EngineException damaged(String how) {
        return new EngineException(folder + ": " + how + "; " + AGAIN);
    }

    private JsonNode token(String content, JsonNode id, JsonNode flags) {
        // Ids are keys in one of the forms, and so texts.
        int number = id.asInt(-1);
        if (number < 0 || content.isEmpty()) {
            throw damaged("the added token \"" + content + "\" has the id " + id);
        }
        return TokenizerJson.described(content, number, flags);
    }

    private JsonNode optional(String file) {
        return Files.exists(folder.resolve(file)) ? required(file) : MissingNode.getInstance();
    }

    private JsonNode required(String file) {
        return JsonFile.object(folder.resolve(file), AGAIN);
    }

    private String read(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new EngineException(path + " is missing: " + AGAIN, e);
        } catch (IOException e) {
            throw new EngineException(path + " cannot be read: " + EngineException.reason(e), e);
        }
    }
}
