package dev.brushcast.engine.video.session;

import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.model.VideoEncoder;

/**
 * How a stream is rendered.
 *
 * @param height of its frames, in pixels
 * @param width of its frames, in pixels
 * @param latent shape of a latent frame
 * @param latentsPerChunk latent frames of a chunk, at least 1
 * @param rules of denoising
 * @param times of a chunk's steps
 * @param mode how steps follow one another
 * @param noiseScale share of noise for a still picture
 * @param refreshAt the first position that is not used
 */
public record SessionSettings(
        int height,
        int width,
        LatentShape latent,
        int latentsPerChunk,
        DenoiseRules rules,
        StepTimes times,
        Mode mode,
        double noiseScale,
        int refreshAt) {

    /** How many frames a chunk has; the first has one more. */
    public int framesPerChunk() {
        return VideoEncoder.FRAMES_PER_LATENT * latentsPerChunk;
    }
}
