package dev.brushcast.engine.model;

/**
 * What a UNet takes besides the noisy latent, the timestep and the prompt.
 *
 * @param imageConditioned the picture's latent beside the noisy one (InstructPix2Pix layout)
 * @param guidanceEmbedded the guidance scale, since it was distilled with guidance
 * @param timestepPerRow a timestep for each row, so that rows of one call may be at different steps
 */
public record UnetTraits(boolean imageConditioned, boolean guidanceEmbedded, boolean timestepPerRow) {}
