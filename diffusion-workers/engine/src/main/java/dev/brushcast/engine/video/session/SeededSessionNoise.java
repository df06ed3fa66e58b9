package dev.brushcast.engine.video.session;

import dev.brushcast.engine.Style.Seeds;
import dev.brushcast.engine.noise.StreamNoise;
import dev.brushcast.engine.video.denoise.Redraw;

/**
 * A stream's noise from seeds: that of stream, seed, chunk and step, on any machine and at any time. Fresh for each chunk, as the
 * published models were trained.
 *
 * @param streamId the stream
 * @param seeds of its style
 */
public record SeededSessionNoise(String streamId, Seeds seeds) implements SessionNoise {

    @Override
    public float[] mixed(long chunk, int size) {
        return StreamNoise.normal(streamId, seeds, chunk, -1, size);
    }

    @Override
    public Redraw redraw(long chunk) {
        return (step, size) -> StreamNoise.normal(streamId, seeds, chunk, step, size);
    }
}
