package dev.brushcast.engine.onnx.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.assembly.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Models that do not fit are refused in a sentence that says why. */
class ModelRefusalsTest extends OnTinyModel {

    @Test
    void aGraphForOnePictureSizeIsRefused() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("fixed"));
        TinyModel.graph(
                model.resolve("unet"),
                new OnnxWriter()
                        .input("sample", OnnxWriter.FLOAT, -1, 4, 8, 8)
                        .input("timestep", OnnxWriter.INT64, -1)
                        .input("encoder_hidden_states", OnnxWriter.FLOAT, -1, -1, 8)
                        .output("out_sample", OnnxWriter.FLOAT, -1, 4, 8, 8)
                        .node("Identity", "out_sample", "sample"));
        assertThatThrownBy(() -> Engines.open(config(model)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("expected a sample of any height and width")
                .hasMessageContaining("found inputs [sample float[?, 4, 8, 8]");
    }

    @Test
    void aGraphThatDoesNotFitIsRefusedWithWhatWasExpectedAndFound() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("swapped"));
        Files.copy(
                model.resolve("vae_decoder/model.onnx"),
                model.resolve("unet/model.onnx"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Engines.open(config(model)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("expected one input of rank 3 (encoder_hidden_states)")
                .hasMessageContaining("found inputs [latent_sample float[?, 4, ?, ?]]")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNoModelIsRefusedOnOneLine() throws IOException {
        Path model = TinyModel.usual().write(folder.resolve("damaged"));
        byte[] graph = Files.readAllBytes(model.resolve("unet/model.onnx"));
        Files.write(model.resolve("unet/model.onnx"), Arrays.copyOf(graph, graph.length / 2));
        assertThatThrownBy(() -> Engines.open(config(model)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("unet/model.onnx")
                .hasMessageNotContaining("\n");
    }
}
