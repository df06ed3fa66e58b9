package dev.brushcast.engine.onnx.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The small transformer whose blocks are there one by one, as {@code model-tools/make_test_blocks.py} makes it. */
public final class TestBlocks {

    static final Path MODEL = Path.of("src/test/resources/video-blocks");

    private TestBlocks() {}

    /** Puts it into a video model's folder, in place of the one that is there; sinks are replaced from then on. */
    public static void into(Path folder) {
        try (Stream<Path> files = Files.walk(MODEL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(MODEL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    folder.resolve("scheduler/scheduler_config.json"),
                    "{\"sink_threshold\": 0.9, \"steps\": 2, \"width\": 64, \"height\": 32}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
