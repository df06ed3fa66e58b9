package dev.brushcast.worker.schedule;

import dev.brushcast.engine.FrameLatency;

/**
 * What a live stream asks of the device.
 *
 * @param framesPerSecond as they come
 * @param framesPerChunk so many of them come at once
 * @param latency how long one of them takes in the steps that are asked for
 * @param fewestSteps that will do; 0: as many as are asked for
 */
public record Demand(double framesPerSecond, int framesPerChunk, FrameLatency latency, int fewestSteps) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Steps of a frame where nobody who allows fewer has more than so many. */
    int steps(int cap) {
        return fewestSteps == 0 ? latency.steps() : Math.min(latency.steps(), Math.max(cap, fewestSteps));
    }

    /** The share of the device's time that it takes so, of calls that so many frames share. */
    double share(int cap, int together) {
        return framesPerSecond * latency.withSteps(steps(cap)).work(together) / NANOS_PER_SECOND;
    }
}
