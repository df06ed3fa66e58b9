package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.TestFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small transformer whose blocks are there one by one, as {@code model-tools/make_test_blocks.py} makes it. */
public final class TestBlocks {

    static final Path MODEL = Path.of("src/test/resources/video-blocks");

    private TestBlocks() {}

    /** Puts it into a video model's folder, in place of the one that is there; sinks are replaced from then on. */
    public static void into(Path folder) {
        try {
            TestFolders.copy(MODEL, folder);
            Files.writeString(
                    folder.resolve("scheduler/scheduler_config.json"),
                    "{\"sink_threshold\": 0.9, \"steps\": 2, \"width\": 64, \"height\": 32}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
