package dev.brushcast.media.source;

import java.time.Duration;

/**
 * What of a source is read, and how long one on the network may take. Files and test pictures are not timed.
 *
 * @param openTimeout until it is connected and known what it sends
 * @param readTimeout until its next packet
 * @param audio which of its audio tracks
 */
public record InputOptions(Duration openTimeout, Duration readTimeout, AudioChoice audio) {

    public static final InputOptions DEFAULT =
            new InputOptions(Duration.ofSeconds(15), Duration.ofSeconds(10), AudioChoice.USUAL);

    public InputOptions {
        if (!openTimeout.isPositive() || !readTimeout.isPositive()) {
            throw new IllegalArgumentException("time limits must be above 0");
        }
    }

    /** The same with another audio track. */
    public InputOptions withAudio(AudioChoice other) {
        return new InputOptions(openTimeout, readTimeout, other);
    }
}
