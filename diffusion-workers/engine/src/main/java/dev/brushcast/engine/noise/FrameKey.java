package dev.brushcast.engine.noise;

/**
 * Which frame a draw is for.
 *
 * @param streamId the stream
 * @param number the frame's number in its epoch
 * @param mediaTimeUs its media time, microseconds
 */
public record FrameKey(String streamId, long number, long mediaTimeUs) {}
