package dev.brushcast.engine.video.session;

import dev.brushcast.engine.video.motion.NoiseLevel;

/** Is told what a session does on its way, for those who look into it. */
public interface SessionTap {

    /** Looks at nothing. */
    SessionTap NONE = new SessionTap() {};

    /** A latent frame as it was encoded. */
    default void encoded(float[] latent) {}

    /** How much noise the next chunks get. */
    default void level(NoiseLevel level) {}

    /** Latent frames as they came out of their last step. */
    default void denoised(float[] latents) {}
}
