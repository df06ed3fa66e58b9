package dev.brushcast.engine;

import org.jspecify.annotations.Nullable;

/**
 * One frame to render.
 *
 * @param number the frame's number in its epoch
 * @param mediaTimeUs the frame's media time, microseconds since 1970; with stream and seed it determines every draw
 * @param picture the source's picture, or null to make one from the prompt alone (text to image)
 * @param style how to render it
 */
public record SourceFrame(
        long number, long mediaTimeUs, @Nullable Picture picture, Style style) {}
