package dev.brushcast.engine.video.motion;

/**
 * How much noise a chunk starts with.
 *
 * @param scale the share of noise that is mixed in: {@code scale * eps + (1 - scale) * latent}
 * @param time what the network is told of it at the first step, a tenth of the range below {@code 1000 * scale}: the
 *     published models were trained with that difference
 */
public record NoiseLevel(double scale, int time) {}
