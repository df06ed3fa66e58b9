package dev.brushcast.engine.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * A text encoder's tokenizer, whatever its kind: byte pairs as CLIP has them, SentencePiece as T5 has. The ids are those of
 * Hugging Face's own library, which does the work.
 *
 * <p>A prompt that is too long is cut, and its end mark kept: nothing of it past {@link #maxLength()} counts. Safe for use by
 * several threads; closing waits for those that are at it, and fails those that come later.
 */
public final class Tokenizer implements AutoCloseable {

    private final HuggingFaceTokenizer library;
    /** Shared by those that use the library, which itself would free its memory under them. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private final TextCleaning cleaning;
    private final int maxLength;
    private final int padId;
    private final int[] before;
    private final int[] after;
    private boolean closed;

    private Tokenizer(
            HuggingFaceTokenizer library, TextCleaning cleaning, int maxLength, int padId, int[] before, int[] after) {
        this.library = library;
        this.cleaning = cleaning;
        this.maxLength = maxLength;
        this.padId = padId;
        this.before = before;
        this.after = after;
    }

    /** Reads a tokenizer folder; texts are taken as they are. */
    public static Tokenizer read(Path folder, int maxPositions) {
        return read(folder, maxPositions, TextCleaning.NONE);
    }

    /**
     * Reads a tokenizer folder.
     *
     * @param folder with {@code tokenizer.json}, or {@code tokenizer_config.json} and CLIP's {@code vocab.json} with {@code
     *     merges.txt}
     * @param maxPositions the text encoder's longest input; {@code model_max_length} of the configuration is heeded where it
     *     is less
     * @param cleaning of every text
     * @throws EngineException if a file is missing or damaged
     */
    public static Tokenizer read(Path folder, int maxPositions, TextCleaning cleaning) {
        TokenizerFiles files = new TokenizerFiles(folder);
        JsonNode longest = files.config().path("model_max_length");
        int maxLength = longest.isNumber() ? (int) Math.min(longest.doubleValue(), maxPositions) : maxPositions;
        TokenizerJson json = TokenizerJson.of(files);
        HuggingFaceTokenizer library = library(files, json);
        try {
            int[] plain = ids(library, "a", false);
            int[] marked = ids(library, "a", true);
            int start = indexOf(plain, marked);
            if (start < 0) {
                throw files.damaged("its marks do not stand around a text");
            }
            if (maxLength < marked.length - plain.length) {
                throw files.damaged("model_max_length is " + longest + ", too few");
            }
            return new Tokenizer(
                    library,
                    cleaning,
                    maxLength,
                    json.padId(),
                    Arrays.copyOf(marked, start),
                    Arrays.copyOfRange(marked, start + plain.length, marked.length));
        } catch (RuntimeException e) {
            library.close();
            throw e;
        }
    }

    private static HuggingFaceTokenizer library(TokenizerFiles files, TokenizerJson json) {
        NativeTokenizers.prepare();
        try (InputStream in = new ByteArrayInputStream(json.text().getBytes(StandardCharsets.UTF_8))) {
            return HuggingFaceTokenizer.newInstance(in, Map.of("padding", "false", "truncation", "false"));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        } catch (RuntimeException e) {
            throw files.damaged("its tokenizer is not understood (" + e.getMessage() + ")");
        }
    }

    private static int indexOf(int[] part, int[] whole) {
        for (int start = 0; start + part.length <= whole.length; start++) {
            if (Arrays.equals(whole, start, start + part.length, part, 0, part.length)) {
                return start;
            }
        }
        return -1;
    }

    private static int[] ids(HuggingFaceTokenizer library, String text, boolean marks) {
        try {
            return Arrays.stream(library.encode(text, marks, false).getIds())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } finally {
            // Its finalizer frees it, while a call is in it if nothing else holds it any more.
            Reference.reachabilityFence(library);
        }
    }

    /** Number of ids in an encoder's input, marks included. */
    public int maxLength() {
        return maxLength;
    }

    /** Number of ids that a text may have beside the marks. */
    public int room() {
        return maxLength - before.length - after.length;
    }

    /** Ids of the marks before a text. */
    public int[] before() {
        return before.clone();
    }

    /** Ids of the marks after a text. */
    public int[] after() {
        return after.clone();
    }

    /** Id that a short prompt is filled up with. */
    public int padId() {
        return padId;
    }

    /** An encoder's input: the marks around the text's ids, cut or padded to {@link #maxLength()}. */
    public int[] encodePadded(String text) {
        int[] ids = encode(text);
        int[] padded = Arrays.copyOf(ids, maxLength);
        Arrays.fill(padded, ids.length, maxLength, padId);
        return padded;
    }

    /** The marks around the text's ids, cut to {@link #maxLength()} at most, not padded. */
    public int[] encode(String text) {
        return Stream.of(before, tokens(text, room()), after)
                .flatMapToInt(Arrays::stream)
                .toArray();
    }

    /**
     * The text's ids alone, without marks.
     *
     * @param most how many of them, from the front
     * @throws EngineException once this is closed
     */
    public int[] tokens(String text, int most) {
        int[] ids = ids(cleaning.clean(text));
        return ids.length > most ? Arrays.copyOf(ids, Math.max(0, most)) : ids;
    }

    private int[] ids(String cleaned) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new EngineException("the tokenizer is closed: open its model again");
            }
            return ids(library, cleaned, false);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            closed = true;
            library.close();
        } finally {
            use.writeLock().unlock();
        }
    }
}
