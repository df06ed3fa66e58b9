package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.bound.FrameCost;
import dev.brushcast.engine.bound.Growth;
import dev.brushcast.engine.memory.ResidentMemory;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.PictureGeometry;

/**
 * Measures what a frame takes, on a picture of a quarter of the model's own size and on one of that size, before anything
 * else has run: memory that the runtime has taken once it keeps. On the thread that opens the engine.
 */
public final class BoundMeter {

    private final PictureGeometry geometry;
    private final FrameRun run;

    /** Runs a frame of a size through all networks, and says how many nanoseconds that took. */
    public interface FrameRun {
        double nanos(LatentShape shape);
    }

    public BoundMeter(PictureGeometry geometry, FrameRun run) {
        this.geometry = geometry;
        this.run = run;
    }

    /** Runs each twice. */
    public FrameCost measure() {
        PictureSize large = geometry.nativeSize();
        PictureSize small = new PictureSize(half(large.width()), half(large.height()));
        long before = ResidentMemory.bytes();
        double quick = quicker(small);
        long between = ResidentMemory.bytes();
        double slow = quicker(large);
        long after = ResidentMemory.bytes();
        // What the small one has taken the large one uses again. Where memory is not told, only what shapes say counts.
        return FrameCost.of(
                geometry,
                Growth.between(small.pixels(), quick, large.pixels(), slow),
                Growth.between(small.pixels(), (double) (between - before), large.pixels(), (double)
                        Math.max(0, after - before)));
    }

    /** The first run finds kernels and memory. */
    private double quicker(PictureSize size) {
        LatentShape shape = geometry.latentOf(size);
        double first = run.nanos(shape);
        return Math.min(first, run.nanos(shape));
    }

    private int half(int side) {
        int multiple = geometry.sideMultiple();
        return Math.max(multiple, side / 2 / multiple * multiple);
    }
}
