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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClipTokenizerTest {

    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final ClipTokenizer SMALL = tokenizer("small");
    private static final ClipTokenizer SMALL_TURBO = tokenizer("small_turbo");

    private static final ClipTokenizer JOINED = tokenizer("joined");

    private static ClipTokenizer tokenizer(String name) {
        return ClipTokenizer.read(RESOURCES.resolve("tokenizer").resolve(name), 77);
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
    void givesTheIdsOfTheReferenceWithItsTextRepair(String text, JsonNode recorded) {
        assertThat(SMALL.encode(text)).containsExactly(ids(recorded.path("small")));
        JsonNode turbo = recorded.path(recorded.has("small_turbo") ? "small_turbo" : "small");
        assertThat(SMALL_TURBO.encode(text)).containsExactly(ids(turbo));
    }

    @ParameterizedTest(quoteTextArguments = false)
    @MethodSource("recordedTexts")
    void readsTheSameFromTheOneFileOfNewerExports(String text, JsonNode recorded) {
        assertThat(JOINED.encode(text)).containsExactly(SMALL_TURBO.encode(text));
        assertThat(JOINED.padId()).isEqualTo(SMALL_TURBO.padId());
    }

    @Test
    void givesTheIdsThatTheBuiltInModelWasTrainedWith() throws IOException {
        ClipTokenizer builtIn = ClipTokenizer.read(Path.of("src/main/resources/models/builtin/tokenizer"), 77);
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
    void aMissingFileIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ClipTokenizer.read(folder, 77))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("vocab.json is missing");
    }

    @Test
    void aDamagedFileIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0");
        assertThatThrownBy(() -> ClipTokenizer.read(folder, 77))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("vocab.json is not valid JSON");
    }

    private static int[] ids(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }
}
