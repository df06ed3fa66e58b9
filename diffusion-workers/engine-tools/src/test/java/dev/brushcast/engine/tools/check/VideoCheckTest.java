package dev.brushcast.engine.tools.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.folder.ModelFolder;
import dev.brushcast.engine.tools.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny video model of random weights, with the text encoder of the built-in image model. */
class VideoCheckTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        TestModels.video(folder);
    }

    @Test
    void saysWhatTheModelIsWhatAStreamTakesAndRendersTwoChunks() {
        VideoReport report = VideoCheck.run(folder, "cpu");

        assertThat(report.windowBytes())
                .as("2 layers, 6 slots of 16x9 tokens, 64 wide")
                .isEqualTo(2L * 2 * 6 * 144 * 64 * 4);
        assertThat(report.millisPerChunk()).isPositive();
        assertThat(String.join("\n", ModelCheck.anyFamily(folder, "cpu").lines()))
                .contains("video model", "chunks of 4 frames, 1 to 4 steps, 1 unless told otherwise")
                .contains("6 latent frames, 3 of them the stream's first", "multiples of 16");
    }

    @Test
    void aGraphThatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve("vae_decoder/step.onnx"));
        assertThatThrownBy(() -> ModelCheck.anyFamily(folder, "cpu"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("vae_decoder/step.onnx is missing");
    }

    @Test
    void anImageModelIsNotMadeOfIt() {
        assertThatThrownBy(() -> ModelFolder.open(folder))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("holds a video model");
    }

    @Test
    void moreSinksThanSlotsAreRefused() throws IOException {
        put("scheduler/scheduler_config.json", "{\"window\": 3, \"sinks\": 3}");
        assertThatThrownBy(() -> ModelCheck.anyFamily(folder, "cpu"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("scheduler_config.json")
                .hasMessageContaining("fewer than the window's 3");
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
