package dev.brushcast.worker.bench;

import java.time.Duration;

/**
 * What is sent along the way that is measured.
 *
 * @param width of the pictures, pixels
 * @param height of the pictures, pixels
 * @param framesPerChunk pictures in a chunk
 * @param interval from one chunk to the next
 * @param warmUpChunks sent first and not counted
 * @param chunks that are counted
 */
public record HopOptions(int width, int height, int framesPerChunk, Duration interval, int warmUpChunks, int chunks) {

    /** A live stream of 30 frames a second, for half a minute. */
    public static final HopOptions DEFAULT = new HopOptions(340, 192, 4, Duration.ofNanos(133_333_333), 50, 225);
}
