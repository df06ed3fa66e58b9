package dev.brushcast.worker.config;

import java.time.Duration;

/**
 * What the engine renders before the worker takes part in the group, so that the first real frame does not wait for
 * kernels to be chosen and memory to be taken.
 *
 * @param width of the picture, pixels; 0: the model's own size
 * @param height of the picture, pixels; 0: the model's own size
 * @param frames how many at a time; 0: no warm-up
 * @param timeout how long that may take; some execution providers build for minutes
 */
public record WarmUp(int width, int height, int frames, Duration timeout) {

    public static final WarmUp DEFAULT = new WarmUp(0, 0, 4, Duration.ofMinutes(15));

    public WarmUp {
        if (width < 0 || height < 0 || (width == 0) != (height == 0)) {
            throw new IllegalArgumentException(
                    "warm-up size must be two positive numbers or 0 and 0, not " + width + "x" + height);
        }
        if (frames < 0) {
            throw new IllegalArgumentException("warm-up frames must be at least 0, not " + frames);
        }
    }

    /** As many pictures of another size. */
    public WarmUp withSize(int otherWidth, int otherHeight) {
        return new WarmUp(otherWidth, otherHeight, frames, timeout);
    }
}
