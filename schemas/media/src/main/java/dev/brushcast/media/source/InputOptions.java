package dev.brushcast.media.source;

import java.time.Duration;

/**
 * What of a source is read, and how long one on the network may take. Files and test pictures are not timed.
 *
 * @param openTimeout until it is connected and known what it sends
 * @param readTimeout until its next packet
 * @param pictureTimeout until its picture comes, from when it is connected, where its audio comes first; 0: no longer than
 *     it takes to find out what it sends
 * @param audio which of its audio tracks
 * @param acceptTimeout until somebody connects to a port that is listened at, where that is before it is known what is sent;
 *     {@code openTimeout} begins then
 */
public record InputOptions(
        Duration openTimeout,
        Duration readTimeout,
        Duration pictureTimeout,
        AudioChoice audio,
        Duration acceptTimeout) {

    public static final InputOptions DEFAULT =
            new InputOptions(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(30), AudioChoice.USUAL);

    /** A port is listened at for no longer than anything else is waited for. */
    public InputOptions(Duration openTimeout, Duration readTimeout, Duration pictureTimeout, AudioChoice audio) {
        this(openTimeout, readTimeout, pictureTimeout, audio, openTimeout);
    }

    public InputOptions {
        if (!openTimeout.isPositive()
                || !acceptTimeout.isPositive()
                || !readTimeout.isPositive()
                || pictureTimeout.isNegative()) {
            throw new IllegalArgumentException("time limits must be above 0");
        }
    }

    public InputOptions withOpenTimeout(Duration other) {
        return new InputOptions(other, readTimeout, pictureTimeout, audio);
    }

    public InputOptions withReadTimeout(Duration other) {
        return new InputOptions(openTimeout, other, pictureTimeout, audio, acceptTimeout);
    }

    public InputOptions withPictureTimeout(Duration other) {
        return new InputOptions(openTimeout, readTimeout, other, audio, acceptTimeout);
    }

    /** The same with another audio track. */
    public InputOptions withAudio(AudioChoice other) {
        return new InputOptions(openTimeout, readTimeout, pictureTimeout, other, acceptTimeout);
    }

    /** The same with another patience for who connects to a port that is listened at. */
    public InputOptions withAcceptTimeout(Duration other) {
        return new InputOptions(openTimeout, readTimeout, pictureTimeout, audio, other);
    }
}
