package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One text encoder with its tokenizer.
 *
 * @param config the encoder's shape
 * @param folder of the encoder
 * @param model the encoder, or null where its graph was left out, for workers that take what others have encoded
 * @param tokenizer folder of its vocabulary and configuration
 */
public record TextPart(
        TextConfig config, Path folder, @Nullable ModelFile model, Path tokenizer) {

    /**
     * The encoder.
     *
     * @throws EngineException if it was left out
     */
    public ModelFile required() {
        if (model == null) {
            throw new EngineException(folder.resolve("model.onnx")
                    + " is missing: copy or export the model folder again, or give a folder of encoded prompts"
                    + " (--prompt-cache)");
        }
        return model;
    }
}
