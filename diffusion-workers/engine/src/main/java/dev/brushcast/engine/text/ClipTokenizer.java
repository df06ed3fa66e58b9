package dev.brushcast.engine.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.text.repair.TextRepair;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * CLIP's byte-pair tokenizer. It gives the ids of transformers' {@code CLIPTokenizer} as it works with the text repair
 * of {@code ftfy} 6.3 installed (the "slow" tokenizer); the "fast" one and the one without {@code ftfy} differ from it in
 * curly quotes, full-width letters, ligatures, HTML entities, wrongly decoded text and invisible characters.
 *
 * <p>Special tokens are split off first, case and all. What is between them is repaired ({@link TextRepair}), its
 * blanks collapsed, lower-cased, cut into words, and each word's UTF-8 merged by byte pairs.
 *
 * <p>A prompt that is too long is cut, and its end mark kept: nothing of it past {@link #maxLength()} counts. Immutable
 * and safe for use by several threads.
 */
public final class ClipTokenizer {

    private static final Pattern WORD = Pattern.compile(
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^ \\p{L}\\p{N}]+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern BLANKS = Pattern.compile("\\p{IsWhite_Space}+");

    private final Map<String, Integer> vocabulary;
    private final BytePairs pairs;
    private final SpecialTokens special;
    private final int maxLength;

    private ClipTokenizer(Map<String, Integer> vocabulary, BytePairs pairs, SpecialTokens special, int maxLength) {
        this.vocabulary = vocabulary;
        this.pairs = pairs;
        this.special = special;
        this.maxLength = maxLength;
    }

    /**
     * Reads a tokenizer folder.
     *
     * @param folder with {@code tokenizer_config.json}, and {@code vocab.json} with {@code merges.txt} or {@code
     *     tokenizer.json}
     * @param maxPositions the text encoder's longest input; {@code model_max_length} of the configuration is heeded
     *     where it is less
     * @throws dev.brushcast.engine.EngineException if a file is missing or damaged
     */
    public static ClipTokenizer read(Path folder, int maxPositions) {
        TokenizerFiles files = new TokenizerFiles(folder);
        Map<String, Integer> vocabulary = files.vocabulary();
        JsonNode longest = files.config().path("model_max_length");
        int maxLength = longest.isNumber() ? (int) Math.min(longest.doubleValue(), maxPositions) : maxPositions;
        if (maxLength < 2) {
            throw files.damaged("model_max_length is " + longest + ", expected at least 2");
        }
        return new ClipTokenizer(
                Map.copyOf(vocabulary),
                new BytePairs(files.merges()),
                SpecialTokens.read(files, vocabulary),
                maxLength);
    }

    /** Number of ids in an encoder's input, both marks included. */
    public int maxLength() {
        return maxLength;
    }

    /** Id of the mark of the beginning. */
    public int beginId() {
        return special.begin();
    }

    /** Id of the mark of the end. */
    public int endId() {
        return special.end();
    }

    /** Id that a short prompt is filled up with. */
    public int padId() {
        return special.pad();
    }

    /** An encoder's input: the marks around the text's ids, cut or padded to {@link #maxLength()}. */
    public int[] encodePadded(String text) {
        int[] ids = encode(text);
        int[] padded = Arrays.copyOf(ids, maxLength);
        Arrays.fill(padded, ids.length, maxLength, special.pad());
        return padded;
    }

    /** The marks around the text's ids, cut to {@link #maxLength()} at most, not padded. */
    public int[] encode(String text) {
        return IntStream.concat(
                        IntStream.concat(IntStream.of(special.begin()), Arrays.stream(tokens(text, maxLength - 2))),
                        IntStream.of(special.end()))
                .toArray();
    }

    /**
     * The text's ids alone, without marks.
     *
     * @param most how many of them, from the front
     */
    public int[] tokens(String text, int most) {
        IntStream.Builder ids = IntStream.builder();
        int left = most;
        int start = 0;
        for (int i = 0; i < text.length() && left > 0; ) {
            AddedToken token = special.at(text, i);
            if (token == null) {
                i++;
                continue;
            }
            left -= words(text.substring(start, i), left, ids);
            if (left > 0) {
                ids.add(token.id());
                left--;
            }
            i += token.content().length();
            start = i;
        }
        words(text.substring(start), left, ids);
        return ids.build().toArray();
    }

    /** Adds the ids of a text without special tokens, {@code most} at most, and says how many they were. */
    private int words(String text, int most, IntStream.Builder ids) {
        if (most <= 0 || text.isEmpty()) {
            return 0;
        }
        String clean = BLANKS.matcher(TextRepair.repair(text)).replaceAll(" ").strip();
        Matcher words = WORD.matcher(LowerCase.of(clean));
        int count = 0;
        while (count < most && words.find()) {
            count += word(words.group(), most - count, ids);
        }
        return count;
    }

    private int word(String word, int most, IntStream.Builder ids) {
        // A mark that repair has brought to light, from "&lt;|endoftext|&gt;" say, is one token, not to be split.
        Integer whole = word.startsWith("<|") ? vocabulary.get(word) : null;
        if (whole != null) {
            ids.add(whole);
            return 1;
        }
        int count = 0;
        for (String symbol : pairs.split(ByteSymbols.of(word))) {
            if (count == most) {
                break;
            }
            ids.add(vocabulary.getOrDefault(symbol, special.unknown()));
            count++;
        }
        return count;
    }
}
