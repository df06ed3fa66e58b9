package dev.brushcast.engine.onnx.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.text.PromptWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video model with a text encoder of T5's family. */
class VideoTextTest {

    private static final int END = 1;
    private static final int OIL = 4;
    private static final int PAINT = 5;

    @TempDir
    private Path path;

    private SmallVideoFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = SmallVideoFolder.in(path);
    }

    @Test
    void paddingCountsForNothingAndIsNothing() {
        try (OrtVideoModel model = load()) {
            float[] states = model.text().encodePlain("oil paint").states();

            assertThat(states).hasSize(SmallVideoFolder.TOKENS * SmallVideoFolder.WIDTH);
            float[] sum = sum(OIL, PAINT, END);
            assertThat(token(states, 0)).containsExactly(plus(SmallVideoFolder.row(OIL), sum), Offset.offset(1e-5f));
            assertThat(token(states, 2)).containsExactly(plus(SmallVideoFolder.row(END), sum), Offset.offset(1e-5f));
            assertThat(Arrays.copyOfRange(states, 3 * SmallVideoFolder.WIDTH, states.length))
                    .containsOnly(0f);
            assertThat(model.networks().transformer().crossKeys(states).keys()).hasNumberOfRows(2);
        }
    }

    @Test
    void aPromptThatFillsTheEncoderKeepsItsEndMark() {
        try (OrtVideoModel model = load()) {
            float[] states = model.text().encodePlain("oil ".repeat(40)).states();
            int[] ids = new int[SmallVideoFolder.TOKENS];
            Arrays.fill(ids, OIL);
            ids[SmallVideoFolder.TOKENS - 1] = END;

            assertThat(token(states, SmallVideoFolder.TOKENS - 1))
                    .containsExactly(plus(SmallVideoFolder.row(END), sum(ids)), Offset.offset(1e-4f));
            assertThat(model.text().cutOff(PromptWeights.parse("oil ".repeat(16) + "&amp; paint")))
                    .isEqualTo("oil &amp; paint");
        }
    }

    @Test
    void promptsAreCleanedAsPipelinesOfSuchModelsDo() {
        try (OrtVideoModel model = load()) {
            float[] clean = model.text().encodePlain("oil & painting").states();

            assertThat(model.text()
                            .encodePlain("  oil &amp;amp;\n\u00a0 painting\t")
                            .states())
                    .containsExactly(clean);
            assertThat(model.text().encodePlain("oil &#38; painting").states()).containsExactly(clean);
        }
    }

    @Test
    void aGraphThatDoesNotAskWhatIsTextIsRefused() throws IOException {
        folder.graph(SmallVideoFolder.unmasked("prompt_embeds"));

        assertRefused("text_encoder/model.onnx: expected input_ids and attention_mask");
    }

    @Test
    void sinksThatTheGraphCannotJudgeAreRefused() throws IOException {
        folder.write("scheduler/scheduler_config.json", "{'sink_threshold': 0.2}");
        assertRefused(
                "step_adaptive.onnx is missing, which says when to replace a sink: export it, or set sink_threshold");

        Files.copy(path.resolve("transformer/step.onnx"), path.resolve("transformer/step_adaptive.onnx"));
        assertRefused("cannot say when to replace a sink (it has no input evict_slot), but sink_threshold is 0.2");
    }

    @Test
    void aTextEncoderOfAnotherModelIsRefused() throws IOException {
        folder.write("text_encoder/config.json", "{'model_type': 'umt5', 'd_model': 4096, 'text_len': 16}");
        assertRefused("text_kv.onnx takes prompts 96 numbers wide, but");

        folder.write("text_encoder/config.json", "{'model_type': 'umt5', 'd_model': 96}");
        assertRefused("takes prompts of 16 tokens, but");
    }

    @Test
    void aFolderWithoutATextEncoderSaysWhatIsMissing() throws IOException {
        Files.delete(path.resolve("text_encoder/model.onnx"));

        assertRefused("text_encoder/model.onnx is missing: copy or export the model folder again, or give a folder of");
    }

    private OrtVideoModel load() {
        return OrtVideoModel.load(VideoFolder.open(path), "cpu", 1);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> load().close())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static float[] sum(int... ids) {
        float[] sum = new float[SmallVideoFolder.WIDTH];
        for (int id : ids) {
            sum = plus(sum, SmallVideoFolder.row(id));
        }
        return sum;
    }

    private static float[] plus(float[] one, float[] other) {
        float[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    private static float[] token(float[] states, int at) {
        return Arrays.copyOfRange(states, at * SmallVideoFolder.WIDTH, (at + 1) * SmallVideoFolder.WIDTH);
    }
}
