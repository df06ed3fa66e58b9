package dev.brushcast.engine.model;

import dev.brushcast.engine.PictureSize;

/**
 * How a model's pictures and their latents go together.
 *
 * @param sideMultiple sides of a picture are multiples of this many pixels
 * @param nativeSize of the picture that it was made for
 * @param latentChannels channels of a latent
 * @param downscale pixels of a picture's side per element of a latent's
 */
public record PictureGeometry(int sideMultiple, PictureSize nativeSize, int latentChannels, int downscale) {

    private static final int RGB = 3;

    /** The shape of a picture's latent. */
    public LatentShape latentOf(PictureSize size) {
        return new LatentShape(latentChannels, size.height() / downscale, size.width() / downscale);
    }

    /** The size of a latent's picture. */
    public PictureSize pictureOf(LatentShape shape) {
        return new PictureSize(shape.width() * downscale, shape.height() * downscale);
    }

    /** Number of values of a latent's picture in RGB planes. */
    public int planesOf(LatentShape shape) {
        return RGB * pictureOf(shape).pixels();
    }
}
