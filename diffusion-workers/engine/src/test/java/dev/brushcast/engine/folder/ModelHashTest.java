package dev.brushcast.engine.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHashTest {

    @TempDir
    private Path folder;

    @Test
    void everyByteOfGraphsAndWeightsCountsAndNothingElseDoes() throws IOException {
        ModelFile unet = file("unet", "graph", "weights");
        ModelFile vae = file("vae", "other graph", "other weights");
        String hash = hash(unet, vae);

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(hash(vae, unet)).as("in any order").isEqualTo(hash);
        Files.writeString(folder.resolve("unet/config.json"), "{}");
        assertThat(hash(unet, vae)).isEqualTo(hash);
        Files.writeString(folder.resolve("unet/model.onnx_data"), "weighty");
        assertThat(hash(unet, vae)).isNotEqualTo(hash);
    }

    @Test
    void bytesThatMoveFromOneFileToAnotherAreAnotherModel() throws IOException {
        String hash = hash(file("unet", "ab", "cd"));
        assertThat(hash(file("unet", "abc", "d"))).isNotEqualTo(hash);
    }

    private String hash(ModelFile... graphs) {
        return ModelHash.of(folder, Stream.of(graphs));
    }

    private ModelFile file(String part, String graph, String weights) throws IOException {
        Path in = Files.createDirectories(folder.resolve(part));
        Path path = Files.writeString(in.resolve("model.onnx"), graph);
        Path data = Files.writeString(in.resolve("model.onnx_data"), weights);
        return new ModelFile(path, List.of(data), 1, false);
    }
}
