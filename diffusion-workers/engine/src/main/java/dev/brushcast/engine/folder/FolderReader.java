package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a {@link ModelFolder} and checks that they fit together. */
final class FolderReader {

    private static final String SDXL_EMBEDDING = "text_time";

    private FolderReader() {}

    static ModelFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new EngineException(folder + " is not a folder: give the path of a model folder");
        }
        Path indexFile = folder.resolve("model_index.json");
        if (!Files.isRegularFile(indexFile)) {
            throw new EngineException(indexFile + " is missing: " + folder
                    + " is not a model folder in the diffusers layout; export one with diffusion-workers/model-tools");
        }
        JsonConfig index = JsonConfig.read(indexFile);
        ModelFolder model = new ModelFolder(
                folder,
                name(folder),
                index.text("_class_name", "unknown"),
                SchedulerConfig.read(JsonConfig.read(folder.resolve("scheduler/scheduler_config.json"))),
                UnetConfig.read(JsonConfig.read(folder.resolve("unet/config.json"))),
                ModelFile.of(folder.resolve("unet")),
                VaeConfig.read(
                        JsonConfig.read(folder.resolve("vae_encoder/config.json")),
                        JsonConfig.read(folder.resolve("vae_decoder/config.json"))),
                ModelFile.of(folder.resolve("vae_encoder")),
                ModelFile.of(folder.resolve("vae_decoder")),
                textParts(folder, index),
                safetyChecker(folder));
        check(model);
        return model;
    }

    private static String name(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return last == null ? "model" : last.toString();
    }

    private static List<TextPart> textParts(Path folder, JsonConfig index) {
        List<TextPart> parts = new ArrayList<>();
        parts.add(textPart(folder, ""));
        if (index.component("text_encoder_2")) {
            parts.add(textPart(folder, "_2"));
        }
        return parts;
    }

    private static TextPart textPart(Path folder, String suffix) {
        Path encoder = folder.resolve("text_encoder" + suffix);
        Path tokenizer = folder.resolve("tokenizer" + suffix);
        // Since version 5, transformers writes one file in the place of two.
        boolean joined =
                Files.exists(tokenizer.resolve("tokenizer.json")) && !Files.exists(tokenizer.resolve("vocab.json"));
        List<String> files = joined ? List.of("tokenizer.json") : List.of("vocab.json", "merges.txt");
        for (String file : files) {
            if (!Files.isRegularFile(tokenizer.resolve(file))) {
                throw new EngineException(
                        tokenizer.resolve(file) + " is missing: copy or export the model folder again");
            }
        }
        return new TextPart(
                TextConfig.read(JsonConfig.read(encoder.resolve("config.json"))), ModelFile.of(encoder), tokenizer);
    }

    /** Optional whatever {@code model_index.json} says: exports often name a checker that they leave out. */
    private static @Nullable ModelFile safetyChecker(Path folder) {
        Path part = folder.resolve("safety_checker");
        return Files.isRegularFile(part.resolve("model.onnx")) ? ModelFile.of(part) : null;
    }

    private static void check(ModelFolder model) {
        UnetConfig unet = model.unet();
        int latent = model.vae().latentChannels();
        Path unetFile = model.path().resolve("unet/config.json");
        if (unet.inChannels() != latent && unet.inChannels() != 2 * latent) {
            throw new EngineException(unetFile + ": in_channels is " + unet.inChannels() + ", expected " + latent
                    + " (a latent) or " + 2 * latent + " (a latent and a picture's): other layouts, such as inpainting,"
                    + " are not supported");
        }
        if (unet.outChannels() != latent) {
            throw new EngineException(unetFile + ": out_channels is " + unet.outChannels()
                    + ", but the autoencoder's latents have " + latent + ": take both from one model");
        }
        int width = model.text().stream()
                .mapToInt(part -> part.config().hiddenSize())
                .sum();
        if (unet.crossAttentionDim() != width) {
            throw new EngineException(unetFile + ": cross_attention_dim is " + unet.crossAttentionDim()
                    + ", but the text encoders' embeddings are " + width + " wide: take both from one model");
        }
        String addition = unet.additionEmbedType();
        if (addition != null && !addition.equals(SDXL_EMBEDDING)) {
            throw new EngineException(unetFile + ": addition_embed_type is \"" + addition + "\", expected null or \""
                    + SDXL_EMBEDDING + "\"");
        }
        if (addition != null && model.text().size() != 2) {
            throw new EngineException(unetFile + ": addition_embed_type needs a second text encoder, but "
                    + model.path().resolve("model_index.json") + " names no text_encoder_2");
        }
    }
}
