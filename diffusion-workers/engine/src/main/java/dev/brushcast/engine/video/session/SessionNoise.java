package dev.brushcast.engine.video.session;

import dev.brushcast.engine.video.denoise.Redraw;

/** Where a stream's noise comes from. */
public interface SessionNoise {

    /**
     * What is mixed into a chunk's latent frames before their first step.
     *
     * @param chunk its number
     * @param size how many numbers
     */
    float[] mixed(long chunk, int size);

    /** What a chunk's frames get between their steps. */
    Redraw redraw(long chunk);
}
