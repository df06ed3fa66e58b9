package dev.brushcast.engine.model;

/**
 * One call of one of a model's networks.
 *
 * @param part which network
 * @param shape of each row's latent, or of the pictures' latents
 * @param batch rows that the network was given, padding included
 * @param rows those that were not padding
 */
public record NetworkCall(Part part, LatentShape shape, int batch, int rows) {

    /** The networks that frames go through. */
    public enum Part {
        ENCODER,
        DENOISER,
        DECODER
    }
}
