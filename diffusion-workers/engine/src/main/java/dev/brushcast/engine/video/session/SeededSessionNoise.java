package dev.brushcast.engine.video.session;

import dev.brushcast.engine.noise.StreamNoise;
import dev.brushcast.engine.video.denoise.Redraw;

/**
 * A stream's noise from a seed: that of stream, seed, chunk and step, on any machine and at any time. Fresh for each chunk, as the
 * published models were trained.
 *
 * @param streamId the stream
 * @param seed of its style
 */
public record SeededSessionNoise(String streamId, long seed) implements SessionNoise {

    @Override
    public float[] mixed(long chunk, int size) {
        return StreamNoise.normal(streamId, seed, chunk, -1, size);
    }

    @Override
    public Redraw redraw(long chunk) {
        return (step, size) -> StreamNoise.normal(streamId, seed, chunk, step, size);
    }
}
