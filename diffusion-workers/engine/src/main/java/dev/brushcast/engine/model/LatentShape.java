package dev.brushcast.engine.model;

/**
 * The shape of one latent, kept as a row-major array of {@code channels * height * width} floats.
 *
 * @param channels of the latent
 * @param height rows
 * @param width columns
 */
public record LatentShape(int channels, int height, int width) {

    /** Number of values. */
    public int size() {
        return channels * height * width;
    }
}
