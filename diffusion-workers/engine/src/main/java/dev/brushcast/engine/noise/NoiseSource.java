package dev.brushcast.engine.noise;

import dev.brushcast.engine.Style;
import dev.brushcast.engine.model.LatentShape;
import org.jspecify.annotations.Nullable;

/** Where latents' noise comes from. Arrays are shared: never written to. Safe for use by several threads. */
public interface NoiseSource {

    /** Standard normal noise that is mixed into a frame when it comes to a step. */
    float[] step(FrameKey frame, Style style, int step, LatentShape shape);

    /** The virtual residual noise that a frame starts from: all the noise that its first step has mixed in. */
    default float[] residual(FrameKey frame, Style style, LatentShape shape) {
        return step(frame, style, 0, shape);
    }

    /** The noisy latent that a frame without a picture starts from. */
    float[] start(FrameKey frame, Style style, LatentShape shape);

    /** Noise by which a picture's latent is drawn from the posterior, or null to take its mean. */
    float @Nullable [] posterior(FrameKey frame, LatentShape shape);
}
