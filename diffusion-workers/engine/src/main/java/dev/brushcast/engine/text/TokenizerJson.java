package dev.brushcast.engine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tokenizer as Hugging Face's library reads it: the folder's {@code tokenizer.json}, or one made of CLIP's vocabulary and
 * merges, as {@code CLIPTokenizerFast} is made of them. Tokens with a role are added tokens in either.
 *
 * @param text the JSON
 * @param padId id that a short prompt is filled up with
 */
record TokenizerJson(String text, int padId) {

    private static final String BEGIN = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final String WORD =
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d" + "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
    private static final String[] ROLES = {"bos_token", "eos_token", "unk_token", "pad_token"};

    static TokenizerJson of(TokenizerFiles files) {
        Map<String, Integer> vocabulary = files.vocabulary();
        ObjectNode json = files.joined().isMissingNode()
                ? clip(files, vocabulary)
                : files.joined().deepCopy();
        Map<String, JsonNode> added = new LinkedHashMap<>();
        json.path("added_tokens")
                .forEach(token -> added.put(token.path("content").asText(), token));
        files.addedTokens()
                .forEach(token -> added.putIfAbsent(token.path("content").asText(), token));
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (String role : ROLES) {
            JsonNode token = files.role(role);
            String content = content(token);
            if (content.isEmpty()) {
                continue;
            }
            if (!added.containsKey(content)) {
                Integer id = vocabulary.get(content);
                if (id == null) {
                    throw files.damaged("the " + role + " \"" + content + "\" is not in the vocabulary");
                }
                added.put(content, described(content, id, token));
            }
            ids.put(role, added.get(content).path("id").asInt());
        }
        ArrayNode tokens = json.putArray("added_tokens");
        added.values().stream()
                .sorted((one, other) ->
                        one.path("id").asInt() - other.path("id").asInt())
                .forEach(tokens::add);
        return new TokenizerJson(json.toString(), pad(files, ids));
    }

    private static int pad(TokenizerFiles files, Map<String, Integer> ids) {
        JsonNode padding = files.joined().path("padding").path("pad_id");
        Integer named = ids.get("pad_token");
        Integer end = ids.get("eos_token");
        if (named == null && !padding.isInt() && end == null) {
            throw files.damaged("it names neither a pad_token nor an eos_token, and has no padding");
        }
        return named != null ? named : padding.asInt(end == null ? 0 : end);
    }

    private static String content(JsonNode token) {
        return token.isTextual() ? token.textValue() : token.path("content").asText("");
    }

    /** A token that is looked for in the text itself, with the flags that its file gives it. */
    static ObjectNode described(String content, int id, JsonNode token) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("id", id);
        described.put("content", content);
        for (String flag : new String[] {"single_word", "lstrip", "rstrip", "normalized"}) {
            described.put(flag, token.path(flag).asBoolean());
        }
        return described.put("special", true);
    }

    /** What transformers makes of CLIP's two files. */
    private static ObjectNode clip(TokenizerFiles files, Map<String, Integer> vocabulary) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", "1.0");
        json.putNull("truncation").putNull("padding").putArray("added_tokens");
        ArrayNode normalizers =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        normalizers.addObject().put("type", "NFC");
        normalizers
                .addObject()
                .put("type", "Replace")
                .put("content", " ")
                .putObject("pattern")
                .put("Regex", "\\s+");
        normalizers.addObject().put("type", "Lowercase");
        ArrayNode words =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        words.addObject()
                .put("type", "Split")
                .put("behavior", "Removed")
                .put("invert", true)
                .putObject("pattern")
                .put("Regex", WORD);
        words.addObject()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", true);
        String begin = orElse(content(files.role("bos_token")), BEGIN);
        String end = orElse(content(files.role("eos_token")), END);
        ObjectNode marks = json.putObject("post_processor")
                .put("type", "RobertaProcessing")
                .put("trim_offsets", false)
                .put("add_prefix_space", false);
        marks.putArray("sep").add(end).add(id(files, vocabulary, end));
        marks.putArray("cls").add(begin).add(id(files, vocabulary, begin));
        json.putNull("decoder");
        ObjectNode model = json.putObject("model")
                .put("type", "BPE")
                .put("unk_token", orElse(content(files.role("unk_token")), END))
                .put("continuing_subword_prefix", "")
                .put("end_of_word_suffix", "</w>")
                .put("fuse_unk", false);
        ObjectNode symbols = model.putObject("vocab");
        vocabulary.forEach(symbols::put);
        ArrayNode merges = model.putArray("merges");
        files.merges().forEach(merges::add);
        return json;
    }

    private static int id(TokenizerFiles files, Map<String, Integer> vocabulary, String content) {
        Integer id = vocabulary.get(content);
        if (id == null) {
            for (JsonNode token : files.addedTokens()) {
                if (token.path("content").asText().equals(content)) {
                    return token.path("id").asInt();
                }
            }
            throw files.damaged("the token \"" + content + "\" is not in the vocabulary");
        }
        return id;
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
