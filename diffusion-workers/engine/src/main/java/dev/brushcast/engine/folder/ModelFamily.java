package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The two kinds of models, by {@code _class_name} of {@code model_index.json}. */
public enum ModelFamily {
    /** Restyles pictures one by one: {@link ModelFolder}. */
    IMAGE,
    /** Restyles a stream with a look at what came before: {@link VideoFolder}. */
    VIDEO;

    /** The class name of a video model's folder. */
    static final String VIDEO_PIPELINE = "CausalVideoPipeline";

    /**
     * The family of a folder. One without an index is an image model's, whose reader says what is wrong.
     *
     * @throws EngineException if the index is damaged
     */
    public static ModelFamily of(Path folder) {
        Path index = folder.resolve("model_index.json");
        return Files.isRegularFile(index)
                        && JsonConfig.read(index).text("_class_name", "").equals(VIDEO_PIPELINE)
                ? VIDEO
                : IMAGE;
    }
}
