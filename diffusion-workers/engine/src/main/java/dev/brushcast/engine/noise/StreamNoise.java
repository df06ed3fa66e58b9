package dev.brushcast.engine.noise;

/** Noise of a stream's chunks. */
public final class StreamNoise {

    private static final long CHUNK = 3;

    private StreamNoise() {}

    /**
     * Standard normal values.
     *
     * @param chunk from 0
     * @param step that the noise follows; -1: before the first
     * @param count how many
     */
    public static float[] normal(String streamId, long seed, long chunk, int step, int count) {
        return SplitMix.normal(SplitMix.key(CHUNK, SplitMix.key(streamId), seed, chunk, step), count);
    }
}
