package dev.brushcast.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.folder.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCacheTest {

    @TempDir
    Path folder;

    @Test
    void modelsThatDifferInTheirWeightsOnlyShareNoEngine() throws IOException {
        Path graph = Files.writeString(folder.resolve("model.onnx"), "graph");
        Path weights = Files.writeString(folder.resolve("model.onnx_data"), "weights");
        Path tuned = Files.writeString(folder.resolve("tuned.onnx_data"), "weightz");
        EngineCache cache = new EngineCache(folder.resolve("cache"));

        Path one = cache.folder(new ModelFile(graph, List.of(weights), 0));

        assertThat(one).hasParent(folder.resolve("cache"));
        assertThat(cache.folder(new ModelFile(graph, List.of(weights), 0))).isEqualTo(one);
        assertThat(cache.folder(new ModelFile(graph, List.of(tuned), 0))).isNotEqualTo(one);
        assertThat(cache.folder(new ModelFile(graph, List.of(), 0))).isNotEqualTo(one);
    }
}
