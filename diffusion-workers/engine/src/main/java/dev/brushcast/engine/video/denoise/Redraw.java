package dev.brushcast.engine.video.denoise;

/** The noise that a chunk's frames get again between two steps. */
public interface Redraw {

    /**
     * Noise for the latent that a step has cleaned.
     *
     * @param step that it is over, from 0
     * @param size how many numbers
     */
    float[] after(int step, int size);
}
