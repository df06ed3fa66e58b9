package dev.brushcast.engine.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.PictureSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The denoising network's shape, from {@code unet/config.json}. Where the file leaves a field out, the default of
 * diffusers' {@code UNet2DConditionModel} holds.
 *
 * @param inChannels channels of a row that goes in: the noisy latent's, and after them the picture latent's in the
 *     InstructPix2Pix layout
 * @param pictureLatentsScaled whether that picture latent is multiplied by the autoencoder's scaling factor, as the noisy
 *     one is. Diffusers' InstructPix2Pix pipeline takes it as the encoder gives it; a model that was trained otherwise
 *     says so with {@code "picture_latents_scaled": true}, which is not a field of diffusers' own. Null where the file
 *     does not say
 * @param outChannels channels that come out
 * @param crossAttentionDim width of a prompt's token embeddings
 * @param sampleSize of the latent that the model was made for, in its elements, or null where the file does not say
 * @param downscale by how much the network shrinks a latent in its middle; latent sides are multiples of it unless the
 *     graph pads by itself
 * @param timeConditionDim width of the guidance embedding {@code timestep_cond} of a distilled model, or null
 * @param additionEmbedType {@code text_time} for SDXL, or null
 * @param additionTimeEmbedDim width of one of the {@code time_ids} once embedded, or null
 */
public record UnetConfig(
        int inChannels,
        @Nullable Boolean pictureLatentsScaled,
        int outChannels,
        int crossAttentionDim,
        @Nullable PictureSize sampleSize,
        int downscale,
        @Nullable Integer timeConditionDim,
        @Nullable String additionEmbedType,
        @Nullable Integer additionTimeEmbedDim) {

    private static final List<Integer> DEFAULT_BLOCKS = List.of(320, 640, 1280, 1280);

    static UnetConfig read(JsonConfig config) {
        List<Integer> blocks =
                config.list("block_out_channels", JsonNode::canConvertToInt, JsonNode::intValue, "whole numbers");
        return new UnetConfig(
                config.positive("in_channels", 4),
                config.flag("picture_latents_scaled"),
                config.positive("out_channels", 4),
                config.positive("cross_attention_dim", 1280),
                sampleSize(config.sides("sample_size")),
                1 << ((blocks == null || blocks.isEmpty() ? DEFAULT_BLOCKS : blocks).size() - 1),
                config.integer("time_cond_proj_dim"),
                config.text("addition_embed_type"),
                config.integer("addition_time_embed_dim"));
    }

    private static @Nullable PictureSize sampleSize(int @Nullable [] sides) {
        return sides == null ? null : new PictureSize(sides[1], sides[0]);
    }
}
