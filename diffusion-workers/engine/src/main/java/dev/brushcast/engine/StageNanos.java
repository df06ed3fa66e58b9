package dev.brushcast.engine;

/**
 * How long a frame was in each stage of the engine, in nanoseconds.
 *
 * @param queue waiting, for its encoding and between steps
 * @param encode in the picture encoder
 * @param denoise in the UNet, summed over its steps
 * @param decode in the latent decoder
 */
public record StageNanos(long queue, long encode, long denoise, long decode) {}
