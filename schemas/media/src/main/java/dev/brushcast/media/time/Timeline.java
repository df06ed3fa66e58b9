package dev.brushcast.media.time;

import java.util.HashMap;
import java.util.Map;

/**
 * One timeline out of the time stamps of a source's packets: 0 is the source's start, for picture and sound together.
 *
 * <p>Decode times rise within a track. Where they do not (a looped file, an encoder that started again) the whole source
 * is shifted, so that the track where it was noticed goes on where it was; the other track follows by the same shift as
 * soon as its own time stamps jump. A jump is more than {@value #BACKWARD_US} µs back, or, in sources that may jump,
 * more than {@value #FORWARD_US} µs ahead. Anything less is a matter of {@link RisingTimes}. All times in µs.
 */
public final class Timeline {

    private static final long BACKWARD_US = 200_000;
    private static final long FORWARD_US = 10_000_000;

    private final boolean mayJumpAhead;
    private final Map<Integer, Track> tracks = new HashMap<>();
    private long newestShift;

    /**
     * @param startUs the source's own time stamp at its start
     * @param mayJumpAhead true where a leap ahead is a fault and not a long pause: live sources, MPEG-TS, HLS
     */
    public Timeline(long startUs, boolean mayJumpAhead) {
        this.newestShift = -startUs;
        this.mayJumpAhead = mayJumpAhead;
    }

    /** What to add to the time stamps of this packet. Called once for each packet of a track, in decode order. */
    public long shiftUs(int trackIndex, long decodeUs, long durationUs) {
        Track track = tracks.get(trackIndex);
        if (track == null) {
            track = new Track(newestShift, decodeUs + newestShift);
            tracks.put(trackIndex, track);
        }
        if (track.leap(decodeUs, newestShift) < track.leap(decodeUs, track.shift)) {
            track.shift = newestShift;
        }
        long ahead = decodeUs + track.shift - track.expected;
        if (ahead < -BACKWARD_US || (mayJumpAhead && ahead > FORWARD_US)) {
            track.shift = track.expected - decodeUs;
            newestShift = track.shift;
        }
        track.expected = decodeUs + track.shift + durationUs;
        return track.shift;
    }

    private static final class Track {
        private long shift;
        private long expected;

        Track(long shift, long expected) {
            this.shift = shift;
            this.expected = expected;
        }

        long leap(long decodeUs, long withShift) {
            return Math.abs(decodeUs + withShift - expected);
        }
    }
}
