package dev.brushcast.engine.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
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

    private static final String BEGIN = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    static SpecialTokens read(TokenizerFiles files, Map<String, Integer> vocabulary) {
        Map<String, AddedToken> tokens = files.addedTokens();
        int begin = id(files, vocabulary, tokens, "bos_token", BEGIN);
        int end = id(files, vocabulary, tokens, "eos_token", END);
        int unknown = id(files, vocabulary, tokens, "unk_token", END);
        int pad = id(files, vocabulary, tokens, "pad_token", END);
        List<AddedToken> added = new ArrayList<>(tokens.values());
        added.sort(Comparator.comparingInt((AddedToken token) -> token.content().length())
                .reversed());
        return new SpecialTokens(begin, end, unknown, pad, List.copyOf(added));
    }

    /** The id of the token with a role, which becomes one of the added tokens if it is not yet. */
    private static int id(
            TokenizerFiles files,
            Map<String, Integer> vocabulary,
            Map<String, AddedToken> tokens,
            String role,
            String usual) {
        JsonNode token = files.role(role);
        String content =
                token.isTextual() ? token.textValue() : token.path("content").asText(usual);
        AddedToken known = tokens.get(content);
        if (known != null) {
            return known.id();
        }
        Integer id = vocabulary.get(content);
        if (id == null) {
            throw files.damaged("the " + role + " \"" + content + "\" is not in the vocabulary");
        }
        tokens.put(content, AddedToken.of(content, id, token));
        return id;
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
}
