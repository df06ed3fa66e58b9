package dev.brushcast.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * One row of a UNet batch.
 *
 * @param shape of the latent
 * @param latent noisy latent, read only
 * @param pictureLatent the source picture's scaled latent where the network is told it, else null
 * @param timestep of this row's step
 * @param conditioning of this row's prompt
 * @param guidanceScale what a network that was distilled with guidance is told of it; 1: none
 * @param prediction where the network's raw prediction is written
 */
@SuppressWarnings("ArrayRecordComponent") // views of a frame's own arrays, never compared
public record DenoiseRow(
        LatentShape shape,
        float[] latent,
        float @Nullable [] pictureLatent,
        int timestep,
        Conditioning conditioning,
        double guidanceScale,
        float[] prediction) {}
