package dev.brushcast.engine.onnx.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.UserCache;
import dev.brushcast.engine.folder.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCacheTest {

    @TempDir
    Path folder;

    @Test
    void modelsThatDifferInTheirWeightsOnlyShareNoEngine() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "graph");
        Path weights = Files.writeString(folder.resolve("model.onnx_data"), "weights");
        Path tuned = Files.writeString(folder.resolve("tuned.onnx_data"), "weightz");
        EngineCache cache = new EngineCache(folder.resolve("cache"));

        Path one = cache.folder(graph(List.of(weights)));

        assertThat(one).hasParent(folder.resolve("cache"));
        assertThat(cache.folder(graph(List.of(weights)))).isEqualTo(one);
        assertThat(cache.folder(graph(List.of(tuned)))).isNotEqualTo(one);
        assertThat(cache.folder(graph(List.of()))).isNotEqualTo(one);
    }

    @Test
    void enginesAreKeptWhereTheUserWantsCaches() {
        assertThat(EngineCache.in(UserCache.folder(Map.of("XDG_CACHE_HOME", "/var/cache/ann"), folder))
                        .root())
                .isEqualTo(Path.of("/var/cache/ann/brushcast/tensorrt"));
        assertThat(EngineCache.in(UserCache.folder(Map.of(), folder)).root())
                .isEqualTo(folder.resolve(".cache/brushcast/tensorrt"));
    }

    private ModelFile graph(List<Path> weights) {
        return new ModelFile(folder.resolve("model.onnx"), weights, 0, false);
    }
}
