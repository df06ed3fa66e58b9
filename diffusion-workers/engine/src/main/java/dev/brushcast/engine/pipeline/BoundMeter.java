package dev.brushcast.engine.pipeline;

import dev.brushcast.engine.PictureSize;
import dev.brushcast.engine.bound.FrameCost;
import dev.brushcast.engine.bound.Growth;
import dev.brushcast.engine.memory.ResidentMemory;
import dev.brushcast.engine.model.LatentShape;
import dev.brushcast.engine.model.ModelDescription;

/**
 * Measures what a frame takes, on a picture of a quarter of the model's own size and on one of that size, before anything
 * else has run: memory that the runtime has taken once it keeps. On the thread that opens the engine.
 */
final class BoundMeter {

    private final ModelDescription model;
    private final FrameRun run;

    /** Runs a frame of a size through all networks, and says how many nanoseconds that took. */
    interface FrameRun {
        double nanos(LatentShape shape);
    }

    BoundMeter(ModelDescription model, FrameRun run) {
        this.model = model;
        this.run = run;
    }

    FrameCost measure() {
        PictureSize large = model.geometry().nativeSize();
        PictureSize small = new PictureSize(half(large.width()), half(large.height()));
        long before = ResidentMemory.bytes();
        double quick = quicker(small);
        long between = ResidentMemory.bytes();
        double slow = quicker(large);
        long after = ResidentMemory.bytes();
        // What the small one has taken the large one uses again. Where memory is not told, only what shapes say counts.
        return FrameCost.of(
                model,
                Growth.between(small.pixels(), quick, large.pixels(), slow),
                Growth.between(small.pixels(), (double) (between - before), large.pixels(), (double)
                        Math.max(0, after - before)));
    }

    /** The first run finds kernels and memory. */
    private double quicker(PictureSize size) {
        LatentShape shape = model.geometry().latentOf(size);
        double first = run.nanos(shape);
        return Math.min(first, run.nanos(shape));
    }

    private int half(int side) {
        int multiple = model.geometry().sideMultiple();
        return Math.max(multiple, side / 2 / multiple * multiple);
    }
}
