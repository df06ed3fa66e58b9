package dev.brushcast.media.time;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One timeline out of the time stamps of a source's packets: 0 is the source's start, for picture and sound together.
 *
 * <p>Decode times rise within a track. Where they do not (a looped file, an encoder that started again) the whole source
 * is shifted, so that the track where it was noticed goes on where it was; the other track follows by the same shift as
 * soon as its own time stamps jump. A jump is more than {@value #BACKWARD_US} µs back from the packet before, or more than {@value
 * #LEAP_US} µs ahead in sources that may jump, {@value #PAUSE_US} µs in others. A track that begins so far from where the other
 * is by then has a clock of its own and begins there. Anything less is a matter of {@link RisingTimes}. All times in µs.
 */
public final class Timeline {

    private static final long BACKWARD_US = 200_000;
    private static final long LEAP_US = 10_000_000;

    /** A recording may show a picture for long, but nobody waits for hours; what is shown so long must be made, too. */
    private static final long PAUSE_US = 3_600_000_000L;

    /** A packet that says that it lasts for longer does not say where the next one is to be. */
    private static final long LONGEST_US = 10_000_000;

    private final long forwardUs;
    private final Map<Integer, Track> tracks = new HashMap<>();
    private long newestShift;

    /**
     * @param startUs the source's own time stamp at its start
     * @param mayJumpAhead true where a leap ahead is a fault and not a long pause: live sources, MPEG-TS, HLS
     */
    public Timeline(long startUs, boolean mayJumpAhead) {
        this.newestShift = -startUs;
        this.forwardUs = mayJumpAhead ? LEAP_US : PAUSE_US;
    }

    /** What to add to the time stamps of this packet. Called once for each packet of a track, in decode order. */
    public long shiftUs(int trackIndex, long decodeUs, long durationUs) {
        Track track = tracks.get(trackIndex);
        if (track == null) {
            track = begin(decodeUs);
            tracks.put(trackIndex, track);
        }
        if (track.leap(decodeUs, newestShift) < track.leap(decodeUs, track.shift)) {
            track.shift = newestShift;
        }
        long shown = decodeUs + track.shift;
        if (shown < track.last - BACKWARD_US || shown - track.expected > forwardUs) {
            track.shift = track.expected - decodeUs;
            newestShift = track.shift;
        }
        track.last = decodeUs + track.shift;
        track.expected = track.last + Math.min(durationUs, LONGEST_US);
        return track.shift;
    }

    private Track begin(long decodeUs) {
        long shown = decodeUs + newestShift;
        OptionalLong reached =
                tracks.values().stream().mapToLong(track -> track.expected).max();
        boolean apart = reached.isPresent() && Math.abs(shown - reached.getAsLong()) > forwardUs;
        return apart ? new Track(reached.getAsLong() - decodeUs, reached.getAsLong()) : new Track(newestShift, shown);
    }

    private static final class Track {
        private long shift;
        private long last;
        private long expected;

        Track(long shift, long begin) {
            this.shift = shift;
            this.last = begin;
            this.expected = begin;
        }

        long leap(long decodeUs, long withShift) {
            return Math.abs(decodeUs + withShift - expected);
        }
    }
}
