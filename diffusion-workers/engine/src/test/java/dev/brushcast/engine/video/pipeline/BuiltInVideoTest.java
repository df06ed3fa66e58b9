package dev.brushcast.engine.video.pipeline;

import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.chunk;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.collect;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.open;
import static dev.brushcast.engine.video.pipeline.OnTinyVideoModel.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.BatchPolicy;
import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.DiffusionEngine;
import dev.brushcast.engine.Picture;
import dev.brushcast.engine.StreamSession;
import dev.brushcast.engine.Style;
import dev.brushcast.engine.TestFolders;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on the built-in video model, whatever its weights are. */
class BuiltInVideoTest {

    @TempDir
    private Path folder;

    /** As it is when the engine runs from its jar, where the runtime cannot open the files of weights. */
    @Test
    void twoChunksComeOutOfAnArchiveAsOutOfAFolder() throws IOException {
        Path model = BuiltInModel.VIDEO.folder();
        Map<Long, Picture> fromFolder = twoChunks(model);
        Map<String, String> stored = Map.of("create", "true", "compressionMethod", "STORED");
        try (FileSystem jar = FileSystems.newFileSystem(folder.resolve("engine.jar"), stored)) {
            TestFolders.copy(model, jar.getPath("/models/builtin-video"));

            Map<Long, Picture> fromArchive = twoChunks(jar.getPath("/models/builtin-video"));

            assertThat(fromArchive).hasSize(8);
            fromArchive.forEach((number, picture) -> assertThat(picture.rgb())
                    .isEqualTo(OnTinyVideoModel.at(fromFolder, number).rgb()));
        }
    }

    private static Map<Long, Picture> twoChunks(Path model) {
        Map<Long, Picture> pictures = new TreeMap<>();
        try (DiffusionEngine engine = open(model, BatchPolicy.SEQUENTIAL);
                StreamSession session = engine.open("s")) {
            for (int i = 0; i < 2; i++) {
                collect(render(session, chunk(i, 1, Style.of("oil painting"))), pictures);
            }
        }
        return pictures;
    }
}
