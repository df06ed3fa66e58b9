package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;

/** Times of frames of which nothing is known but how long each took: as if the device knew no batches, and any step were all. */
record Experience(double frameNanos) implements FrameLatency.Curve {

    private static final FrameLatency.Curve NOTHING = new Experience(0);

    static FrameLatency of(double frameNanos) {
        return new FrameLatency(new Experience(frameNanos), NOTHING, NOTHING, 1, 1, true);
    }

    @Override
    public double nanos(int rows) {
        return rows * frameNanos;
    }

    @Override
    public int best(int waiting) {
        return waiting;
    }
}
