package dev.brushcast.engine.video.denoise;

import dev.brushcast.engine.video.flow.FlowSchedule;

/**
 * How a model's chunks are denoised.
 *
 * @param schedule its noise levels
 * @param sinkThreshold below which likeness a sink is replaced, from -1 to 1; NaN: sinks stay
 * @param compat whether it is done as StreamDiffusionV2 0.1.1 does where that is wrong: sinks without a frame are
 *     looked at, at every step, and rows of a stream batch run before there is a chunk in them
 */
public record DenoiseRules(FlowSchedule schedule, float sinkThreshold, boolean compat) {

    /** As published, sinks that stay. */
    public static final DenoiseRules DEFAULT = new DenoiseRules(FlowSchedule.WAN, Float.NaN, false);

    /** Whether sinks may be replaced. */
    public boolean adaptsSinks() {
        return !Float.isNaN(sinkThreshold);
    }
}
