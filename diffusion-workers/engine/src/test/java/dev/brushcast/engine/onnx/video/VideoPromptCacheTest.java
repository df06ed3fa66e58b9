package dev.brushcast.engine.onnx.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.VideoFolder;
import dev.brushcast.engine.text.PromptWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers of a video model that share a folder of encoded prompts. */
class VideoPromptCacheTest {

    @TempDir
    private Path path;

    private SmallVideoFolder folder;

    @BeforeEach
    void make() throws IOException {
        folder = SmallVideoFolder.in(path.resolve("model"));
    }

    @Test
    void aModelWithoutItsTextEncoderRendersWhatAnotherWorkerHasEncoded() throws IOException {
        float[] encoded;
        try (OrtVideoModel first = load()) {
            encoded = first.text().encodePlain("oil painting").states();
        }
        Files.delete(folder.path().resolve("text_encoder/model.onnx"));

        try (OrtVideoModel second = load()) {
            assertThat(second.text().encodePlain("oil painting").states()).containsExactly(encoded);
            assertThat(second.networks().transformer().crossKeys(encoded).keys())
                    .hasNumberOfRows(2);
            assertThat(second.text().cutOff(PromptWeights.parse("oil ".repeat(20))))
                    .isNotEmpty();
            assertThatThrownBy(() -> second.text().encodePlain("paint"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the prompt \"paint\" is not encoded in");
        }
    }

    @Test
    void theTextEncoderIsLoadedForThePromptThatIsMissing() throws IOException {
        folder.graph(SmallVideoFolder.unmasked("prompt_embeds"));

        try (OrtVideoModel model = load()) {
            assertThat(model.graphs()).last().asString().contains("text_encoder: for prompts that are not in");
            assertThatThrownBy(() -> model.text().encodePlain("oil"))
                    .as("only now")
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("expected input_ids and attention_mask");
        }
    }

    private OrtVideoModel load() {
        return OrtVideoModel.load(VideoFolder.open(folder.path()), "cpu", 1, path.resolve("prompts"));
    }
}
