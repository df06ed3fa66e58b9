package dev.brushcast.media.source;

import java.time.Duration;

/**
 * How long a source on the network may take. Files and test pictures are not timed.
 *
 * @param openTimeout until it is connected and known what it sends
 * @param readTimeout until its next packet
 */
public record InputOptions(Duration openTimeout, Duration readTimeout) {

    public static final InputOptions DEFAULT = new InputOptions(Duration.ofSeconds(15), Duration.ofSeconds(10));

    public InputOptions {
        if (!openTimeout.isPositive() || !readTimeout.isPositive()) {
            throw new IllegalArgumentException("time limits must be above 0");
        }
    }
}
