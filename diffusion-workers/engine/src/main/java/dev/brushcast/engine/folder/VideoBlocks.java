package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A video model's transformer in parts, for several devices: {@code transformer/blocks/embed.onnx}, {@code block_00.onnx} and so
 * on, {@code head.onnx}.
 *
 * @param embed makes hidden states of latents
 * @param blocks in order
 * @param head makes the flow of hidden states
 */
public record VideoBlocks(ModelFile embed, List<ModelFile> blocks, ModelFile head) {

    public VideoBlocks {
        blocks = List.copyOf(blocks);
    }

    /**
     * Looks for them in a model's folder.
     *
     * @throws EngineException if they are not there, or not all
     */
    public static VideoBlocks in(Path model) {
        Path folder = model.resolve("transformer/blocks");
        if (!Files.isDirectory(folder)) {
            throw new EngineException(folder + " is missing, without which the model runs on one device: give one, or"
                    + " export the model with its blocks");
        }
        List<ModelFile> blocks = new ArrayList<>();
        while (blocks.isEmpty() || Files.isRegularFile(block(folder, blocks.size()))) {
            blocks.add(ModelFile.at(block(folder, blocks.size())));
        }
        return new VideoBlocks(
                ModelFile.at(folder.resolve("embed.onnx")), blocks, ModelFile.at(folder.resolve("head.onnx")));
    }

    private static Path block(Path folder, int number) {
        return folder.resolve("block_%02d.onnx".formatted(number));
    }
}
