package dev.brushcast.ingest;

import java.time.Duration;

/**
 * What is done when a live source on the network breaks off: it is opened again, as a new epoch, after a pause that
 * doubles from try to try and is shortened by a random half at most, so that many streams do not come back at once.
 *
 * @param tries in a row without a frame, after which the stream ends; 0: it ends at once
 * @param firstPause before the first try
 * @param longestPause that the doubling ends at
 */
public record Reconnect(int tries, Duration firstPause, Duration longestPause) {

    public static final Reconnect DEFAULT = new Reconnect(10, Duration.ofMillis(500), Duration.ofSeconds(10));

    public Reconnect {
        if (tries < 0 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("tries " + tries + ", pauses " + firstPause + " to " + longestPause);
        }
    }

    /**
     * The pause before a try.
     *
     * @param attempt from 1
     * @param random 0 to 1
     */
    public Duration pause(int attempt, double random) {
        double doubled = firstPause.toNanos() * Math.pow(2, attempt - 1);
        double bounded = Math.min(doubled, (double) longestPause.toNanos());
        return Duration.ofNanos((long) (bounded * (1 - random / 2)));
    }
}
