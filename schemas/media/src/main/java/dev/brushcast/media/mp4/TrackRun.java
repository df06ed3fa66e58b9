package dev.brushcast.media.mp4;

import java.util.List;

/**
 * Successive samples of one track in a fragment.
 *
 * @param trackId from 1
 * @param decodeTime time of the first sample in the file, in timescale units, lead-in included: never negative
 * @param samples in order, at least one
 */
public record TrackRun(int trackId, long decodeTime, List<Sample> samples) {

    public TrackRun {
        if (decodeTime < 0 || samples.isEmpty()) {
            throw new IllegalArgumentException(samples.size() + " samples at " + decodeTime);
        }
        samples = List.copyOf(samples);
    }
}
