package dev.brushcast.egress.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a viewer of the live edge fared who plays whatever can be fetched.
 *
 * @param playedSeconds for how long he saw the stream go on
 * @param stalledSeconds for how long it stood still, since nothing was left to play
 * @param stalls how often it did
 */
public record ContinuousPlay(double playedSeconds, double stalledSeconds, long stalls) {

    /** Nobody has played anything. */
    static final ContinuousPlay NOTHING = new ContinuousPlay(0, 0, 0);

    /** The continuous-play ratio: the share of the time in which the stream went on; 1 before it began. */
    @JsonProperty
    public double ratio() {
        double all = playedSeconds + stalledSeconds;
        return all == 0 ? 1 : playedSeconds / all;
    }
}
