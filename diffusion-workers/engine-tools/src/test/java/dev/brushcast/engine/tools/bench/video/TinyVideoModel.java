package dev.brushcast.engine.tools.bench.video;

import dev.brushcast.engine.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** The engine's video model of random weights, small enough that a chunk takes milliseconds. */
final class TinyVideoModel {

    static final PictureSize SIZE = new PictureSize(Moving.WIDTH, Moving.HEIGHT);
    private static final Path ENGINE = Path.of("../engine/src").toAbsolutePath().normalize();

    private TinyVideoModel() {}

    static Path in(Path folder) throws IOException {
        copy(ENGINE.resolve("test/resources/video-model"), folder);
        Path builtIn = ENGINE.resolve("main/resources/models/builtin");
        copy(builtIn.resolve("text_encoder"), folder.resolve("text_encoder"));
        copy(builtIn.resolve("tokenizer"), folder.resolve("tokenizer"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
