package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights beside their graph. */
class ModelWeightsTest {

    @TempDir
    private Path path;

    private SmallFolder folder;

    @BeforeEach
    void aFolderWithEverythingInIt() throws IOException {
        folder = SmallFolder.in(path);
    }

    @Test
    void weightsBesideTheGraphAreFoundAndCounted() throws IOException {
        Files.write(folder.path().resolve("unet/model.onnx"), SmallFolder.graphWithExternalData("weights.pb"));
        folder.assertRefused("unet/weights.pb is missing");

        folder.write("unet/weights.pb", "12345678");

        assertThat(folder.open().unetModel().externalData())
                .containsExactly(folder.path().resolve("unet/weights.pb"));
        assertThat(folder.open().weightBytes())
                .isEqualTo(8 + Files.size(folder.path().resolve("unet/model.onnx")));
    }

    @Test
    void ofAFileThatGraphsShareEachHasItsOwnPart() throws IOException {
        Files.write(folder.path().resolve("unet/model.onnx"), SmallFolder.graphWithExternalData("weights.bin", "5"));
        folder.write("unet/weights.bin", "12345678");

        assertThat(folder.open().weightBytes())
                .isEqualTo(5 + Files.size(folder.path().resolve("unet/model.onnx")));
    }

    @Test
    void weightsOutsideOfTheFolderAreRefused() throws IOException {
        Files.write(folder.path().resolve("unet/model.onnx"), SmallFolder.graphWithExternalData("../../secret"));
        folder.assertRefused("keeps weights outside of its folder");
    }

    @Test
    void aGraphThatIsCutShortIsRefused() throws IOException {
        byte[] graph = SmallFolder.graphWithExternalData("weights.pb");
        Files.write(folder.path().resolve("unet/model.onnx"), Arrays.copyOf(graph, graph.length - 3));
        folder.assertRefused("unet/model.onnx is cut short");
    }
}
