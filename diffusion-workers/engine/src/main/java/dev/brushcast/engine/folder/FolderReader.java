package dev.brushcast.engine.folder;

import dev.brushcast.engine.EngineException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a {@link ModelFolder} and checks that they fit together. */
final class FolderReader {

    private static final String SDXL_EMBEDDING = "text_time";

    private static final List<String> SENTENCE_PIECES =
            List.of("spiece.model", "sentencepiece.bpe.model", "tokenizer.model");

    private FolderReader() {}

    static ModelFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new EngineException(folder + " is not a folder: give the path of a model folder");
        }
        Path indexFile = folder.resolve("model_index.json");
        if (Files.isDirectory(folder.resolve("snapshots"))) {
            throw new EngineException(folder + " is a cache of Hugging Face with several versions in it: give "
                    + snapshot(folder.resolve("snapshots")));
        }
        if (!Files.isRegularFile(indexFile)) {
            throw new EngineException(indexFile + " is missing: " + folder
                    + " is not a model folder in the diffusers layout; export one with diffusion-workers/model-tools");
        }
        if (ModelFamily.of(folder) == ModelFamily.VIDEO) {
            throw new EngineException(folder + " holds a video model, and an image model is needed here");
        }
        JsonConfig index = JsonConfig.read(indexFile);
        ModelFolder model = new ModelFolder(
                folder,
                name(folder),
                index.text("_class_name", "unknown"),
                SchedulerConfig.read(JsonConfig.read(folder.resolve("scheduler/scheduler_config.json"))),
                UnetConfig.read(config(folder.resolve("unet"), "unet")),
                ModelFile.of(folder.resolve("unet")),
                VaeConfig.read(
                        config(folder.resolve("vae_encoder"), "vae"), config(folder.resolve("vae_decoder"), "vae")),
                ModelFile.of(folder.resolve("vae_encoder")),
                ModelFile.of(folder.resolve("vae_decoder")),
                textParts(folder, index),
                safetyChecker(folder));
        check(model);
        return model;
    }

    /** Folders that diffusers itself exported before Optimum did have graphs without a word on their shapes. */
    private static JsonConfig config(Path part, String original) {
        return JsonConfig.read(
                part.resolve("config.json"),
                Files.isRegularFile(part.resolve("model.onnx"))
                        ? "the graph beside it is from an exporter that left it out; copy " + original
                                + "/config.json of the checkpoint that it was made from"
                        : "copy or export the model folder again");
    }

    /** The version that the cache was asked for last. */
    private static Path snapshot(Path snapshots) {
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(snapshots, Files::isDirectory)) {
            return StreamSupport.stream(versions.spliterator(), false)
                    .max(Comparator.comparing(FolderReader::modified))
                    .orElse(snapshots.resolve("..."));
        } catch (IOException e) {
            throw new EngineException(snapshots + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new EngineException(file + " cannot be read: " + EngineException.reason(e), e);
        }
    }

    static String name(Path folder) {
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

    static TextPart textPart(Path folder, String suffix) {
        Path encoder = folder.resolve("text_encoder" + suffix);
        Path tokenizer = folder.resolve("tokenizer" + suffix);
        checkTokenizer(tokenizer);
        return new TextPart(
                TextConfig.read(config(encoder, "text_encoder" + suffix)),
                encoder,
                ModelFile.ofOptional(encoder),
                tokenizer);
    }

    /** Either one file that says all, or CLIP's two. */
    private static void checkTokenizer(Path tokenizer) {
        Path joined = tokenizer.resolve("tokenizer.json");
        if (Files.isRegularFile(joined)) {
            LfsPointer.refuse(joined);
            return;
        }
        for (String file : SENTENCE_PIECES) {
            if (Files.isRegularFile(tokenizer.resolve(file))) {
                throw new EngineException(joined + " is missing, and " + file
                        + " is SentencePiece's own: make the one of the other with save_pretrained of transformers'"
                        + " AutoTokenizer");
            }
        }
        for (String file : List.of("vocab.json", "merges.txt")) {
            if (!Files.isRegularFile(tokenizer.resolve(file))) {
                throw new EngineException(
                        tokenizer.resolve(file) + " is missing: copy or export the model folder again");
            }
        }
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
