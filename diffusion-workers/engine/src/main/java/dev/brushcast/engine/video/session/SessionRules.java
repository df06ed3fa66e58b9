package dev.brushcast.engine.video.session;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.PictureGeometry;
import dev.brushcast.engine.video.cache.CacheShape;
import dev.brushcast.engine.video.denoise.DenoiseRules;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.flow.StepTimes;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.List;

/**
 * How a model wants its streams rendered, whatever their size and style.
 *
 * @param latentsPerChunk latent frames of a chunk, at least 1
 * @param rules of denoising
 * @param stepTimes times of denoising steps, falling to 0, of which the first are run
 * @param steps how many of them, unless a style says otherwise
 * @param warp whether a time stands for a place in the schedule
 * @param noiseScale share of noise for a still picture
 * @param refreshAt the first position that is not used
 * @param window latent frames in the window, sinks included
 * @param sinks of them, those that keep the stream's first frames
 */
public record SessionRules(
        int latentsPerChunk,
        DenoiseRules rules,
        List<Integer> stepTimes,
        int steps,
        boolean warp,
        double noiseScale,
        int refreshAt,
        int window,
        int sinks) {

    /** Elements of a latent's side that one token stands for. */
    public static final int PATCH = 2;

    public SessionRules {
        stepTimes = List.copyOf(stepTimes);
    }

    /** The most steps that a chunk can have. */
    public int mostSteps() {
        return (int) stepTimes.stream().filter(time -> time > 0).count();
    }

    /** The times of so many steps. */
    public StepTimes times(int count) {
        return StepTimes.of(stepTimes, count, warp, false, rules.schedule());
    }

    /** A stream's settings. */
    public SessionSettings settings(PictureGeometry geometry, PictureSize size, StepTimes times, Mode mode) {
        return new SessionSettings(
                size.height(),
                size.width(),
                geometry.latentOf(size),
                latentsPerChunk,
                rules,
                times,
                mode,
                noiseScale,
                refreshAt);
    }

    /** A stream's window. */
    public CacheShape windowOf(LatentShape latent, TransformerTraits traits) {
        int tokens = latent.height() / PATCH * (latent.width() / PATCH);
        return new CacheShape(traits.layers(), window, sinks, tokens * traits.heads() * traits.headWidth());
    }
}
