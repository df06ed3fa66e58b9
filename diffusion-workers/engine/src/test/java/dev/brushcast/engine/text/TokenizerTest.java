package dev.brushcast.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Tokenizer SMALL = tokenizer("small");
    private static final Tokenizer SMALL_TURBO = tokenizer("small_turbo");

    private static final Tokenizer JOINED = tokenizer("joined");

    private static Tokenizer tokenizer(String name) {
        return Tokenizer.read(RESOURCES.resolve("tokenizer").resolve(name), 77);
    }

    static Stream<Arguments> recordedTexts() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(RESOURCES.resolve("tokenizer/ids.json").toFile())
                .path("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .map(each -> Arguments.of(each.path("text").textValue(), each));
    }

    @ParameterizedTest(quoteTextArguments = false)
    @MethodSource("recordedTexts")
    void givesTheIdsOfTheReferencesFastTokenizer(String text, JsonNode recorded) {
        assertThat(SMALL.encode(text)).containsExactly(ids(fast(recorded, "small")));
        String turbo = recorded.has("small_turbo") ? "small_turbo" : "small";
        assertThat(SMALL_TURBO.encode(text)).containsExactly(ids(fast(recorded, turbo)));
    }

    /** Recorded only where it differs from the other one. */
    private static JsonNode fast(JsonNode recorded, String name) {
        return recorded.path(recorded.has(name + "_fast") ? name + "_fast" : name);
    }

    @ParameterizedTest(quoteTextArguments = false)
    @MethodSource("recordedTexts")
    void readsTheSameFromTheOneFileOfNewerExports(String text, JsonNode recorded) {
        assertThat(JOINED.encode(text)).containsExactly(SMALL_TURBO.encode(text));
        assertThat(JOINED.padId()).isEqualTo(SMALL_TURBO.padId());
    }

    @Test
    void givesTheIdsThatTheBuiltInModelWasTrainedWith() throws IOException {
        Tokenizer builtIn = Tokenizer.read(Path.of("src/main/resources/models/builtin/tokenizer"), 77);
        JsonNode golden = new ObjectMapper()
                .readTree(RESOURCES.resolve("golden/tokenizer.json").toFile());
        for (JsonNode each : golden) {
            assertThat(builtIn.encodePadded(each.path("text").textValue()))
                    .containsExactly(ids(each.path("input_ids")));
        }
    }

    @Test
    void aShortPromptIsPaddedWithTheConfiguredToken() {
        assertThat(SMALL.encodePadded("")).startsWith(912, 913, 913).hasSize(77);
        assertThat(SMALL_TURBO.encodePadded("")).startsWith(912, 913, 0).hasSize(77);
    }

    @Test
    void aLongPromptIsCutAndKeepsItsEndMark() {
        int[] ids = SMALL.encode("a cat ".repeat(1666));

        assertThat(ids).hasSize(77).endsWith(913);
        assertThat(Arrays.copyOf(ids, 76)).containsExactly(Arrays.copyOf(SMALL.encode("a cat ".repeat(30)), 76));
    }

    @Test
    void tenThousandCharactersTakeNoTime() {
        List<String> prompts = List.of(
                "a".repeat(10_000),
                "qzx".repeat(3333),
                "!?".repeat(5000),
                "\u00e2\u20ac\u0153".repeat(3333),
                "&lt;".repeat(2500),
                "日".repeat(10_000));
        for (String prompt : prompts) {
            Assertions.assertTimeout(Duration.ofSeconds(2), () -> SMALL.encode(prompt));
        }
    }

    @Test
    void closingWaitsForTextsInWorkAndRefusesOthers() throws Exception {
        String text = "a cat ".repeat(200);
        for (int round = 0; round < 20; round++) {
            Tokenizer tokenizer = tokenizer("small");
            List<CompletableFuture<Throwable>> users = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                        while (true) {
                            try {
                                tokenizer.encode(text);
                            } catch (RuntimeException e) {
                                return (Throwable) e;
                            }
                        }
                    }))
                    .limit(2)
                    .toList();
            Thread.sleep(1);
            tokenizer.close();
            tokenizer.close();
            for (CompletableFuture<Throwable> user : users) {
                assertThat(user.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(EngineException.class)
                        .hasMessageContaining("the tokenizer is closed");
            }
        }
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> Tokenizer.read(folder, 77))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("vocab.json is missing");
    }

    @Test
    void aDamagedFileIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0");
        assertThatThrownBy(() -> Tokenizer.read(folder, 77))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("vocab.json is not valid JSON");
    }

    @Test
    void sentencePiecesHaveOneMarkAtTheEnd(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"pad_token\": \"<pad>\", \"eos_token\": \"</s>\", \"unk_token\": \"<unk>\"}");
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
                 "normalizer": null,
                 "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                   "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
                   "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
                 "decoder": null,
                 "model": {"type": "Unigram", "unk_id": 2, "byte_fallback": false, "vocab": [
                   ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", -20.0], ["▁", -3.0], ["▁oil", -1.0],
                   ["▁paint", -1.5], ["ing", -1.2], ["a", -2.0]]}}
                """);
        try (Tokenizer pieces = Tokenizer.read(folder, 8)) {
            assertThat(pieces.encode("oil painting")).containsExactly(4, 5, 6, 1);
            assertThat(pieces.encodePadded("oil")).containsExactly(4, 1, 0, 0, 0, 0, 0, 0);
            assertThat(pieces.encode("oil ".repeat(20))).hasSize(8).endsWith(4, 1);
            assertThat(pieces.before()).isEmpty();
            assertThat(pieces.room()).isEqualTo(7);
            assertThat(pieces.encode("")).containsExactly(1);
        }

        Files.delete(folder.resolve("tokenizer_config.json"));
        assertThatThrownBy(() -> Tokenizer.read(folder, 8))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("neither a pad_token nor an eos_token, and has no padding");

        Path joined = folder.resolve("tokenizer.json");
        Files.writeString(joined, Files.readString(joined).replace("\"padding\": null", """
                "padding": {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0,
                            "pad_type_id": 0, "pad_token": "<pad>"}"""));
        try (Tokenizer alone = Tokenizer.read(folder, 8)) {
            assertThat(alone.encodePadded("oil")).containsExactly(4, 1, 0, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void referencesOfPagesBecomeWhatTheyStandFor() {
        assertThat(TextCleaning.WEB.clean(
                        " a &lt;cat&gt; &amp;eacute;t&eacute; &#x1F408;\t&quot;x&quot; &copy 2&nbsp;"))
                .isEqualTo("a <cat> été 🐈 \"x\" © 2");
        assertThat(TextCleaning.WEB.clean("salt & pepper &unknown; &")).isEqualTo("salt & pepper &unknown; &");
        assertThat(TextCleaning.NONE.clean(" a &amp; b")).isEqualTo(" a &amp; b");
    }

    @Test
    void aTokenizerThatIsNoneIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"eos_token\": \"b\"}");
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"None\", \"vocab\": {\"b\": 0}}}");
        assertThatThrownBy(() -> Tokenizer.read(folder, 77))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("not understood");
    }

    private static int[] ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
