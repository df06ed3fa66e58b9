package dev.brushcast.egress.playlist;

/**
 * Where a playlist's numbers begin. They follow from what the stream was before, not from who writes the playlist since when.
 *
 * @param mediaSequence of the first segment
 * @param discontinuitySequence of the first segment, the discontinuity that it begins with not counted
 * @param continues true: there were segments before, and the first one begins with a discontinuity
 */
public record PlaylistNumbers(long mediaSequence, long discontinuitySequence, boolean continues) {

    /** Of a stream that begins. */
    public static final PlaylistNumbers FIRST = new PlaylistNumbers(0, 0, false);
}
