package dev.brushcast.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * A diffusion model, loaded. Each part is owned by the thread that uses it; all are closed together, once those threads
 * have ended.
 *
 * @param description what it is
 * @param text prompt to states
 * @param encoder picture to latent
 * @param denoiser the UNet
 * @param decoder latent to picture
 * @param safety judges finished pictures; null where the folder has none
 */
public record DiffusionModel(
        ModelDescription description,
        TextEncoder text,
        PictureEncoder encoder,
        Denoiser denoiser,
        LatentDecoder decoder,
        @Nullable SafetyChecker safety)
        implements AutoCloseable {

    @Override
    public void close() {
        try (text;
                encoder;
                denoiser;
                decoder;
                safety) {
            // Closed in reverse order, each even if another fails.
        }
    }
}
