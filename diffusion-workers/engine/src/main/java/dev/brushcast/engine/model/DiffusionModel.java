package dev.brushcast.engine.model;

/**
 * A diffusion model, loaded. Each part is owned by the thread that uses it; all are closed together, once those threads
 * have ended.
 *
 * @param description what it is
 * @param text prompt to states
 * @param encoder picture to latent
 * @param denoiser the UNet
 * @param decoder latent to picture
 */
public record DiffusionModel(
        ModelDescription description,
        TextEncoder text,
        PictureEncoder encoder,
        Denoiser denoiser,
        LatentDecoder decoder)
        implements AutoCloseable {

    @Override
    public void close() {
        try (text;
                encoder;
                denoiser;
                decoder) {
            // Closed in reverse order, each even if another fails.
        }
    }
}
