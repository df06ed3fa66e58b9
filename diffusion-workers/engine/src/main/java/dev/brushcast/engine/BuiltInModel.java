package dev.brushcast.engine;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** The model that comes with the engine, so that everything runs for everybody. */
public final class BuiltInModel {

    private static final String INDEX = "/models/builtin/model_index.json";

    private BuiltInModel() {}

    /** Its folder: in the file system, or inside of the engine's jar through a zip file system. */
    public static synchronized Path folder() {
        URL index = BuiltInModel.class.getResource(INDEX);
        if (index == null) {
            throw new EngineException(
                    "the built-in model is not in this build: build with its resources, or give --model");
        }
        try {
            URI uri = index.toURI();
            if (uri.getScheme().equals("jar")) {
                openJar(uri);
            }
            return Path.of(uri).resolveSibling("").toAbsolutePath();
        } catch (URISyntaxException | IOException e) {
            throw new EngineException(
                    "the built-in model cannot be read from " + index + ": " + EngineException.reason(e), e);
        }
    }

    /** Opened once and left open: the engine reads from it as long as the process lives. */
    @SuppressWarnings("StreamResourceLeak")
    private static void openJar(URI uri) throws IOException {
        try {
            FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            // Somebody opened it before; a path's file system is found by its URI.
            return;
        }
    }
}
