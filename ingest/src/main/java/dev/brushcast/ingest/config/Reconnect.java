package dev.brushcast.ingest.config;

import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What is done when a live source on the network breaks off: it is opened again, as a new epoch, after a pause that
 * doubles from try to try and is shortened by a random half at most, so that many streams do not come back at once.
 *
 * @param giveUpAfter how long in a row without a frame, after which the stream ends; 0: it ends at once
 * @param firstPause before the first try
 * @param longestPause that the doubling ends at; with the default, capturing goes on within 2 s of a publisher's return
 */
public record Reconnect(WaitLimit giveUpAfter, Duration firstPause, Duration longestPause) {

    public static final Reconnect DEFAULT =
            new Reconnect(WaitLimit.ofSeconds(60), Duration.ofMillis(200), Duration.ofSeconds(1));

    public Reconnect {
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "pauses must be above 0 and rise, not " + firstPause + " to " + longestPause);
        }
    }

    public Reconnect withGiveUpAfter(WaitLimit limit) {
        return new Reconnect(limit, firstPause, longestPause);
    }

    /** The pauses of one stream. */
    public Backoff pauses(RandomGenerator random) {
        return new Backoff(firstPause, longestPause, random);
    }
}
