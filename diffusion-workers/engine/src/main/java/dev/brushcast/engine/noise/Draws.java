package dev.brushcast.engine.noise;

/** The uniform draws that the similarity filter decides by. */
@FunctionalInterface
public interface Draws {

    /** A hash of stream, media time and seed: replay decides as the first time. */
    Draws SEEDED = (frame, seed) ->
            SplitMix.uniform(SplitMix.key(3, SplitMix.key(frame.streamId()), frame.mediaTimeUs(), seed), 0);

    /** Uniform from 0, inclusive, to 1, exclusive. */
    double similarity(FrameKey frame, long seed);
}
