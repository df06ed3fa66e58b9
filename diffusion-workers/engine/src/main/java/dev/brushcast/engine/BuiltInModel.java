package dev.brushcast.engine;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that come with the engine, so that everything runs for everybody. */
public enum BuiltInModel {
    /** Renders frame by frame. */
    IMAGE("builtin"),
    /** Carries on what a stream looked like, from chunk to chunk. */
    VIDEO("builtin:video");

    private static final String ALL = "builtin";

    private final String label;

    BuiltInModel(String label) {
        this.label = label;
    }

    /** What it is called where a model's folder can be given too. */
    public String label() {
        return label;
    }

    /**
     * The model of a name.
     *
     * @param name a label, or anything else, such as the path of a folder
     * @return empty where the name is not of the kind that built-in models have
     * @throws EngineException if it is, and there is none of it; the message says which there are
     */
    public static Optional<BuiltInModel> named(String name) {
        for (BuiltInModel model : values()) {
            if (model.label.equals(name)) {
                return Optional.of(model);
            }
        }
        if (name.startsWith(ALL + ":")) {
            throw new EngineException("no built-in model is called \"" + name + "\": give "
                    + Arrays.stream(values()).map(BuiltInModel::label).collect(Collectors.joining(" or "))
                    + ", or ./" + name + " for a folder of that name");
        }
        return Optional.empty();
    }

    /** Its folder: in the file system, or inside of the engine's jar through a zip file system. */
    public Path folder() {
        String index = "/models/" + label.replace(':', '-') + "/model_index.json";
        URL resource = BuiltInModel.class.getResource(index);
        if (resource == null) {
            throw new EngineException("the built-in model " + label
                    + " is not in this build: build with its resources, or give --model the path of a folder");
        }
        try {
            URI uri = resource.toURI();
            if (uri.getScheme().equals("jar")) {
                openJar(uri);
            }
            return Path.of(uri).resolveSibling("").toAbsolutePath();
        } catch (URISyntaxException | IOException e) {
            throw new EngineException(
                    "the built-in model " + label + " cannot be read from " + resource + ": "
                            + EngineException.reason(e),
                    e);
        }
    }

    /** Opened once and left open: the engine reads from it as long as the process lives. */
    @SuppressWarnings("StreamResourceLeak")
    private static synchronized void openJar(URI uri) throws IOException {
        try {
            FileSystems.newFileSystem(uri, Map.of());
        } catch (FileSystemAlreadyExistsException e) {
            // Somebody opened it before; a path's file system is found by its URI.
            return;
        }
    }
}
