package dev.brushcast.engine.folder;

import dev.brushcast.engine.PictureSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model folder in the layout that diffusers and Hugging Face Optimum export to ONNX: {@code model_index.json}, {@code
 * unet/}, {@code vae_encoder/}, {@code vae_decoder/}, {@code text_encoder/}, {@code tokenizer/}, {@code scheduler/}, and
 * where the model has them {@code text_encoder_2/}, {@code tokenizer_2/} and {@code safety_checker/}.
 *
 * @param path the folder, in any file system
 * @param name the folder's own name
 * @param pipeline class that the folder was exported from, {@code _class_name} of {@code model_index.json}
 * @param scheduler noise schedule
 * @param unet denoising network
 * @param unetModel its graph
 * @param vae autoencoder
 * @param vaeEncoder graph from picture to latent
 * @param vaeDecoder graph from latent to picture
 * @param text one text encoder; two for SDXL, in the order in which their embeddings are joined
 * @param safetyChecker graph that judges finished pictures, or null where the folder has none
 */
public record ModelFolder(
        Path path,
        String name,
        String pipeline,
        SchedulerConfig scheduler,
        UnetConfig unet,
        ModelFile unetModel,
        VaeConfig vae,
        ModelFile vaeEncoder,
        ModelFile vaeDecoder,
        List<TextPart> text,
        @Nullable ModelFile safetyChecker) {

    private static final int STABLE_DIFFUSION_CHANNELS = 4;

    public ModelFolder {
        text = List.copyOf(text);
    }

    /**
     * Reads a folder's configuration and checks that it is whole and consistent. The graphs themselves are not opened.
     *
     * @throws dev.brushcast.engine.EngineException if something is missing, damaged or not supported
     */
    public static ModelFolder open(Path path) {
        return FolderReader.read(path);
    }

    /** Whether the UNet takes the picture's latent beside the noisy one (InstructPix2Pix). */
    public boolean picturesAreConditions() {
        return unet.inChannels() == 2 * vae.latentChannels();
    }

    /** What a scaled latent is multiplied by to become the picture latent that the UNet takes beside the noisy one. */
    public float pictureLatentFactor() {
        Boolean said = unet.pictureLatentsScaled();
        // Diffusers' InstructPix2Pix models have Stable Diffusion's four channels and do not scale it. A model of
        // another kind that does not say has both of its latents on one scale.
        boolean scaled = said == null ? vae.latentChannels() != STABLE_DIFFUSION_CHANNELS : said;
        return scaled ? 1 : (float) (1 / vae.scalingFactor());
    }

    /** Whether the UNet wants SDXL's pooled embedding and {@code time_ids}. */
    public boolean isSdxl() {
        return unet.additionEmbedType() != null;
    }

    /** Size of the picture that the model was made for, or null where the folder does not say. */
    public @Nullable PictureSize nativeSize() {
        PictureSize latent = unet.sampleSize();
        return latent == null
                ? null
                : new PictureSize(latent.width() * vae.downscale(), latent.height() * vae.downscale());
    }

    /** Size of all graphs with their weights, in bytes. */
    public long weightBytes() {
        return graphs().mapToLong(ModelFile::weightBytes).sum();
    }

    /** The files beside the graphs that hold weights, which the runtime maps into memory. */
    public List<Path> externalData() {
        return graphs().flatMap(graph -> graph.externalData().stream())
                .distinct()
                .toList();
    }

    /** SHA-256 over its graphs and weights, in hexadecimal digits; reads all of them. */
    public String hash() {
        return ModelHash.of(path, graphs());
    }

    private Stream<ModelFile> graphs() {
        Stream<ModelFile> always = Stream.of(unetModel, vaeEncoder, vaeDecoder);
        return Stream.concat(
                Stream.concat(always, text.stream().map(TextPart::model).filter(Objects::nonNull)),
                Stream.ofNullable(safetyChecker));
    }
}
