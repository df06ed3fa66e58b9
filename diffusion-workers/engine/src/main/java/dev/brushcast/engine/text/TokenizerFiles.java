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
import java.util.HashMap;
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

    private final Path folder;
    private final JsonNode config;
    /** The one file for all, or missing. */
    private final JsonNode joined;

    TokenizerFiles(Path folder) {
        this.folder = folder;
        this.joined = Files.exists(folder.resolve(VOCABULARY)) ? MissingNode.getInstance() : optional(JOINED);
        if (joined.isMissingNode() && !Files.exists(folder.resolve(VOCABULARY))) {
            throw new EngineException(folder.resolve(VOCABULARY) + " is missing, and so is " + JOINED + ": " + AGAIN);
        }
        this.config = required("tokenizer_config.json");
    }

    JsonNode config() {
        return config;
    }

    /** Ids by symbol. */
    Map<String, Integer> vocabulary() {
        JsonNode symbols = joined.isMissingNode()
                ? required(VOCABULARY)
                : joined.path("model").path("vocab");
        Map<String, Integer> vocabulary = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : symbols.properties()) {
            if (!entry.getValue().isInt()) {
                throw damaged("\"" + entry.getKey() + "\" has no whole number as its id");
            }
            vocabulary.put(entry.getKey(), entry.getValue().intValue());
        }
        return vocabulary;
    }

    /** Ranks by pair. */
    Map<BytePairs.Pair, Integer> merges() {
        Map<BytePairs.Pair, Integer> ranks = new HashMap<>();
        int rank = 0;
        for (String pair : pairs()) {
            String[] symbols = pair.strip().split(" ", -1);
            if (symbols.length != 2) {
                throw damaged("merge " + rank + " is \"" + pair + "\", expected a pair");
            }
            ranks.put(new BytePairs.Pair(symbols[0], symbols[1]), rank++);
        }
        return ranks;
    }

    /** Tokens that are looked for in the text itself, by content, as far as the files list them. */
    Map<String, AddedToken> addedTokens() {
        Map<String, AddedToken> tokens = new LinkedHashMap<>();
        for (JsonNode token : joined.path("added_tokens")) {
            add(tokens, token.path("content").asText(), token, token.path("id"));
        }
        for (Map.Entry<String, JsonNode> entry :
                config.path("added_tokens_decoder").properties()) {
            add(tokens, entry.getValue().path("content").asText(), entry.getValue(), TextNode.valueOf(entry.getKey()));
        }
        for (Map.Entry<String, JsonNode> entry : optional("added_tokens.json").properties()) {
            add(tokens, entry.getKey(), MissingNode.getInstance(), entry.getValue());
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

    private List<String> pairs() {
        List<String> pairs = new ArrayList<>();
        if (joined.isMissingNode()) {
            // The first line is the format's version.
            read(MERGES).strip().lines().skip(1).forEach(pairs::add);
        } else {
            for (JsonNode pair : joined.path("model").path("merges")) {
                pairs.add(
                        pair.isArray()
                                ? pair.path(0).asText() + " " + pair.path(1).asText()
                                : pair.asText());
            }
        }
        return pairs;
    }

    private void add(Map<String, AddedToken> tokens, String content, JsonNode token, JsonNode id) {
        // Ids are keys in one of the forms, and so texts.
        int number = id.asInt(-1);
        if (number < 0 || content.isEmpty()) {
            throw damaged("the added token \"" + content + "\" has the id " + id);
        }
        tokens.putIfAbsent(content, AddedToken.of(content, number, token));
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
