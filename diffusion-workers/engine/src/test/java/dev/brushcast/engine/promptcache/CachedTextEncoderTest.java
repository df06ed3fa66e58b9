package dev.brushcast.engine.promptcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.folder.TextConfig;
import dev.brushcast.engine.folder.TextFamily;
import dev.brushcast.engine.folder.TextPart;
import dev.brushcast.engine.model.Conditioning;
import dev.brushcast.engine.model.TextEncoder;
import dev.brushcast.engine.text.PromptWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedTextEncoderTest {

    private static final String PROMPT = "oil painting";

    @TempDir
    private Path folder;

    private Path cache;
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void aModel() throws IOException {
        cache = folder.resolve("prompts");
        write("text_encoder/config.json", "{}");
        write("text_encoder/model.onnx", "weights");
        write("tokenizer/tokenizer.json", "{}");
    }

    @Test
    void whatOneWorkerHasEncodedAnotherReads() {
        Conditioning encoded = worker(true).encode(prompt(PROMPT));
        Conditioning read = worker(true).encode(prompt(PROMPT));

        assertThat(runs).hasValue(1);
        assertThat(read.states()).containsExactly(encoded.states());
        assertThat(read.pooled()).containsExactly(encoded.pooled());
    }

    @Test
    void aWorkerWithoutTheEncoderReadsWhatIsThereAndNamesWhatIsNot() {
        Conditioning encoded = worker(true).encode(prompt(PROMPT));

        TextEncoder without = worker(false);
        assertThat(without.encode(prompt(PROMPT)).states()).containsExactly(encoded.states());
        assertThatThrownBy(() -> without.encode(prompt("(ink:1.2)")))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("the prompt \"ink\" is not encoded in " + cache)
                .hasMessageContaining("render it once on a worker that has text_encoder/model.onnx")
                .hasMessageNotContaining("\n");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aWorkerWithoutTheEncoderSeesWhatIsEncodedWhileItRuns() {
        TextEncoder without = worker(false);
        assertThatThrownBy(() -> without.encode(prompt(PROMPT))).isInstanceOf(EngineException.class);

        worker(true).encode(prompt(PROMPT));
        assertThat(without.encode(prompt(PROMPT)).states()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 20, -1, -9})
    void aDamagedFileCountsForNothingAndIsWrittenAnew(int cut) throws IOException {
        Conditioning encoded = worker(true).encode(prompt(PROMPT));
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, cut < 0 ? whole.length + cut : cut));

        assertThatThrownBy(() -> worker(false).encode(prompt(PROMPT))).isInstanceOf(EngineException.class);
        assertThat(worker(true).encode(prompt(PROMPT)).states()).containsExactly(encoded.states());
        assertThat(runs).hasValue(2);
        assertThat(files()).containsExactly(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void oneWrongByteIsDamage() throws IOException {
        worker(true).encode(prompt(PROMPT));
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] wrong = bytes.clone();
            wrong[at] ^= 0x10;
            Files.write(file, wrong);
            worker(true).encode(prompt(PROMPT));
        }

        assertThat(runs).hasValue(1 + bytes.length);
    }

    @Test
    void anotherEncoderOrTokenizerOrUseIsNotGivenWhatThisOneHasMade() throws IOException {
        worker(true).encode(prompt(PROMPT));
        write("text_encoder/model.onnx", "Weights");
        worker(true).encode(prompt(PROMPT));
        write("tokenizer/tokenizer.json", "{ }");
        worker(true).encode(prompt(PROMPT));
        CachedTextEncoder.of(new Encoder(), List.of(part(true)), "penultimate", cache)
                .encode(prompt(PROMPT));

        assertThat(runs).hasValue(4);
    }

    @Test
    void ofSeveralEncodersNobodyGuesses() throws IOException {
        worker(true).encode(prompt(PROMPT));
        write("text_encoder/model.onnx", "Weights");
        worker(true).encode(prompt(PROMPT));

        assertThatThrownBy(() -> worker(false).encode(prompt(PROMPT)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(
                        "holds prompts of 2 text encoders that differ only in their weights: remove those");
    }

    @Test
    void promptsOfOtherTextOrMarksAreOtherPrompts() {
        for (String text : List.of("ab", "a b", "(a)b", "a(b)", "(a:1.2)b", "AB", "ab ")) {
            worker(true).encode(prompt(text));
        }

        assertThat(runs).hasValue(7);
    }

    @Test
    void workersThatWriteAtOnceLeaveOneWholeFile() throws Exception {
        List<Callable<float[]>> workers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            TextEncoder worker = worker(true);
            workers.add(() -> worker.encode(prompt(PROMPT)).states());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<float[]> states : threads.invokeAll(workers)) {
                assertThat(states.get()).containsExactly(Encoder.states(prompt(PROMPT)));
            }
        }

        assertThat(files()).hasSize(1);
        assertThat(worker(false).encode(prompt(PROMPT)).states()).containsExactly(Encoder.states(prompt(PROMPT)));
    }

    @Test
    void whatIsNotFiniteIsNotKept() throws IOException {
        worker(true).encode(prompt("nan"));

        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenCostsOnlyTime() throws IOException {
        write("prompts", "a file in the folder's place");

        assertThat(worker(true).encode(prompt(PROMPT)).states()).containsExactly(Encoder.states(prompt(PROMPT)));
    }

    @Test
    void paddingTakesNoRoom() throws IOException {
        worker(true).encode(prompt("padded"));

        assertThat(Files.size(files().getFirst())).isLessThan(100);
        assertThat(worker(false).encode(prompt("padded")).states()).hasSize(4096);
    }

    private TextEncoder worker(boolean withEncoder) {
        return CachedTextEncoder.of(new Encoder(), List.of(part(withEncoder)), "last", cache);
    }

    private TextPart part(boolean withEncoder) {
        Path graph = folder.resolve("text_encoder/model.onnx");
        return new TextPart(
                new TextConfig(TextFamily.CLIP, "CLIPTextModel", 10, 8, 4, 1, 4),
                folder.resolve("text_encoder"),
                withEncoder ? new ModelFile(graph, List.of(), 7, false) : null,
                folder.resolve("tokenizer"));
    }

    private static PromptWeights prompt(String text) {
        return PromptWeights.parse(text);
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private final class Encoder implements TextEncoder {

        @Override
        public Conditioning encode(PromptWeights prompt) {
            runs.incrementAndGet();
            return new Conditioning(states(prompt), pooled(prompt));
        }

        static float[] states(PromptWeights prompt) {
            return switch (prompt.text()) {
                case "nan" -> new float[] {1, Float.NaN};
                case "padded" -> Arrays.copyOf(new float[] {-0.5f, 0, 2}, 4096);
                default -> new float[] {prompt.text().hashCode(), -0f, 1e-30f, 3};
            };
        }

        private static float @Nullable [] pooled(PromptWeights prompt) {
            return prompt.text().equals("padded") ? null : new float[] {0.25f, 0};
        }

        @Override
        public String cutOff(PromptWeights prompt) {
            return "";
        }

        @Override
        public void close() {}
    }
}
