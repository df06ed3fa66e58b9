package dev.brushcast.engine.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The autoencoder between pictures and latents, from {@code vae_encoder/config.json} and {@code
 * vae_decoder/config.json}. Where a file leaves a field out, the default of diffusers' {@code AutoencoderKL} or {@code
 * AutoencoderTiny} holds.
 *
 * @param className {@code AutoencoderKL}, {@code AutoencoderTiny}, ...
 * @param latentChannels channels of a latent
 * @param scalingFactor the encoder's output times this is a latent; a latent divided by it is the decoder's input
 * @param downscale pixels of a picture's side per element of the latent's
 */
public record VaeConfig(String className, int latentChannels, double scalingFactor, int downscale) {

    private static final String TINY = "AutoencoderTiny";

    /** Reads both files, which must agree. */
    static VaeConfig read(JsonConfig encoder, JsonConfig decoder) {
        VaeConfig forward = read(encoder);
        VaeConfig back = read(decoder);
        if (!forward.equals(back)) {
            throw decoder.error("describes " + back + ", but " + encoder.file() + " describes " + forward
                    + ": take both from one autoencoder");
        }
        return forward;
    }

    private static VaeConfig read(JsonConfig config) {
        String className = config.text("_class_name", "AutoencoderKL");
        boolean tiny = className.equals(TINY);
        refuse(config, "latents_mean");
        refuse(config, "latents_std");
        if (config.number("shift_factor", 0) != 0) {
            throw config.error("shift_factor is not supported: use an autoencoder of the Stable Diffusion family");
        }
        double scalingFactor = config.number("scaling_factor", tiny ? 1 : 0.18215);
        if (!(scalingFactor > 0)) {
            throw config.error("scaling_factor is " + scalingFactor + ", expected more than 0");
        }
        List<Integer> blocks =
                config.list("block_out_channels", JsonNode::canConvertToInt, JsonNode::intValue, "whole numbers");
        int levels = blocks == null || blocks.isEmpty() ? (tiny ? 4 : 1) : blocks.size();
        return new VaeConfig(
                className,
                config.positive("latent_channels", 4),
                scalingFactor,
                // Not a field of diffusers' own: it is for autoencoders that do not halve once per level.
                config.positive("downscale_factor", 1 << (levels - 1)));
    }

    private static void refuse(JsonConfig config, String key) {
        if (config.list(key, JsonNode::isNumber, JsonNode::doubleValue, "numbers") != null) {
            throw config.error(key + " is not supported: use an autoencoder of the Stable Diffusion family");
        }
    }
}
