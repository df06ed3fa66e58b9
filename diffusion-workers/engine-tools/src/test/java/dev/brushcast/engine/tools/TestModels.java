package dev.brushcast.engine.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Folders of models that tests make of the engine's files. */
public final class TestModels {

    private static final Path ENGINE = Path.of("../engine/src").toAbsolutePath().normalize();

    private TestModels() {}

    /** The engine's video model of random weights, small enough that a chunk takes milliseconds. */
    public static Path video(Path folder) throws IOException {
        copy(ENGINE.resolve("test/resources/video-model"), folder);
        Path builtIn = ENGINE.resolve("main/resources/models/builtin");
        copy(builtIn.resolve("text_encoder"), folder.resolve("text_encoder"));
        copy(builtIn.resolve("tokenizer"), folder.resolve("tokenizer"));
        return folder;
    }

    /** The same with another transformer, whose blocks are there one by one. */
    public static Path videoInBlocks(Path folder) throws IOException {
        video(folder);
        copy(ENGINE.resolve("test/resources/video-blocks"), folder);
        return folder;
    }

    /** Copies a folder's files into another one, over those that are there. */
    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
