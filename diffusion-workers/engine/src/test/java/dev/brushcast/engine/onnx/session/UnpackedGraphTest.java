package dev.brushcast.engine.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.folder.ModelFile;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedGraphTest {

    @TempDir
    private Path folder;

    private FileSystem jar;

    @BeforeEach
    void anArchive() throws IOException {
        jar = FileSystems.newFileSystem(folder.resolve("models.jar"), Map.of("create", "true"));
        put("model/unet/model.onnx", "graph");
        put("model/unet/weights.bin", "weights");
        put("model/unet/more/weights.bin", "more weights");
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void theGraphAndItsWeightsAreInTheFileSystemUntilItIsClosed() throws IOException {
        Path root;
        try (UnpackedGraph unpacked = UnpackedGraph.of(graph("weights.bin", "more/weights.bin"))) {
            root = unpacked.root();
            assertThat(unpacked.path().getParent()).isEqualTo(root);
            assertThat(unpacked.path()).hasContent("graph");
            assertThat(root.resolve("weights.bin")).hasContent("weights");
            assertThat(root.resolve("more/weights.bin")).hasContent("more weights");
        }
        assertThat(root).doesNotExist();
    }

    @Test
    void weightsThatAreNotThereAreSaid() {
        assertThatThrownBy(() -> UnpackedGraph.of(graph("weights.bin", "none.bin")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.bin")
                .hasNoSuppressedExceptions();
    }

    private ModelFile graph(String... weights) {
        Path part = jar.getPath("model/unet");
        return new ModelFile(
                part.resolve("model.onnx"),
                List.of(weights).stream().map(part::resolve).toList(),
                0,
                false);
    }

    private void put(String name, String text) throws IOException {
        Path file = jar.getPath(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
