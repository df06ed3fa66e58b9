package dev.brushcast.engine.noise;

import dev.brushcast.engine.Style.Seeds;

/** Noise of a stream's chunks. */
public final class StreamNoise {

    private static final long CHUNK = 3;

    private StreamNoise() {}

    /**
     * Standard normal values.
     *
     * @param seeds of its style, whose noises are blended
     * @param chunk a number that the chunk has wherever and whenever it is rendered
     * @param step that the noise follows; -1: before the first
     * @param count how many
     */
    public static float[] normal(String streamId, Seeds seeds, long chunk, int step, int count) {
        return NoiseBlend.of(
                seeds, seed -> SplitMix.normal(SplitMix.key(CHUNK, SplitMix.key(streamId), seed, chunk, step), count));
    }
}
