package dev.brushcast.engine.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens with a meaning of their own. Wherever one stands in a text, it is split off as it is, the longest one first.
 *
 * @param begin id of the mark of the beginning
 * @param end id of the mark of the end
 * @param unknown id of what is not in the vocabulary
 * @param pad id that a short prompt is filled up with
 * @param added all of them, and those that were added after training, longest first
 */
record SpecialTokens(int begin, int end, int unknown, int pad, List<AddedToken> added) {

    static final List<String> ROLES = List.of("bos_token", "eos_token", "unk_token", "pad_token");

    private static final String BEGIN = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    static SpecialTokens read(TokenizerFiles files, Map<String, Integer> vocabulary) {
        Map<String, AddedToken> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                files.config().path("added_tokens_decoder").properties()) {
            add(tokens, entry.getValue(), id(files, entry.getKey()));
        }
        for (Map.Entry<String, JsonNode> entry : files.addedTokens().properties()) {
            tokens.putIfAbsent(
                    entry.getKey(),
                    new AddedToken(entry.getKey(), entry.getValue().intValue(), false, false));
        }
        Map<String, JsonNode> roles = files.roles();
        int[] ids = new int[ROLES.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode token = roles.get(ROLES.get(i));
            String content = token == null ? (i == 0 ? BEGIN : END) : content(token);
            AddedToken known = tokens.get(content);
            Integer id = known == null ? vocabulary.get(content) : Integer.valueOf(known.id());
            if (id == null) {
                throw files.damaged("vocab.json", "the " + ROLES.get(i) + " \"" + content + "\" is not in it");
            }
            ids[i] = id;
            if (known == null) {
                tokens.put(content, added(content, token, id));
            }
        }
        List<AddedToken> added = new ArrayList<>(tokens.values());
        added.sort(Comparator.comparingInt((AddedToken token) -> token.content().length())
                .reversed());
        return new SpecialTokens(ids[0], ids[1], ids[2], ids[3], List.copyOf(added));
    }

    /** The token that stands at this place of a text, or null. */
    @Nullable
    AddedToken at(String text, int index) {
        for (AddedToken token : added) {
            if (text.startsWith(token.content(), index)) {
                return token;
            }
        }
        return null;
    }

    private static void add(Map<String, AddedToken> tokens, JsonNode token, int id) {
        String content = content(token);
        if (!content.isEmpty()) {
            tokens.put(content, added(content, token, id));
        }
    }

    private static AddedToken added(String content, @Nullable JsonNode token, int id) {
        return new AddedToken(
                content,
                id,
                token != null && token.path("lstrip").asBoolean(),
                token != null && token.path("rstrip").asBoolean());
    }

    private static String content(JsonNode token) {
        return token.isTextual() ? token.textValue() : token.path("content").asText();
    }

    private static int id(TokenizerFiles files, String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw files.damaged("tokenizer_config.json", "added_tokens_decoder has \"" + key + "\" as an id");
        }
    }
}
