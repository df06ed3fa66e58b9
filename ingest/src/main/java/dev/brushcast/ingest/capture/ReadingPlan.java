package dev.brushcast.ingest.capture;

import dev.brushcast.media.ffmpeg.fit.Fit;
import org.jspecify.annotations.Nullable;

/**
 * How a source is read.
 *
 * @param width of the frames, pixels
 * @param height of the frames, pixels
 * @param fit how pictures of other proportions are put into it
 * @param maxFrameRate frames per second; null: no limit
 * @param realTime true: frames wait for their presentation time, counted from now on
 */
public record ReadingPlan(
        int width, int height, Fit fit, @Nullable Double maxFrameRate, boolean realTime) {}
