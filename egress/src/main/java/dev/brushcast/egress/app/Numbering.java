package dev.brushcast.egress.app;

import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.egress.playlist.PlaylistNumbers;
import dev.brushcast.egress.rendition.Ticks;
import java.util.List;

/**
 * The numbers of a stream's segments, from its captures: each cell of a capture's grid is a segment. Whoever reads the same topics
 * counts the same, and numbers never fall back: where the topics have forgotten the beginning, they count on from the number that
 * the stream would have if it had run since 1970.
 */
final class Numbering {

    private Numbering() {}

    /** The numbers of a playlist that begins there. */
    static PlaylistNumbers of(StartPoint start, long cell) {
        List<Capture> captures = start.captures();
        if (captures.isEmpty()) {
            return PlaylistNumbers.FIRST;
        }
        Capture oldest = captures.getFirst();
        boolean all = oldest.epoch() <= 1 && oldest.whole();
        long zero = all
                ? -cellOf(oldest.firstUs(), cell)
                : cellOf(oldest.startUs(), cell); // the number of a capture's cell 0
        for (int i = 1; i < captures.size(); i++) {
            Capture capture = captures.get(i);
            zero += cellOf(captures.get(i - 1).lastUs(), cell) + 1 - cellOf(capture.firstUs(), cell);
        }
        long discontinuities = captures.size() - 1 + (all ? 0 : oldest.epoch() - 1);
        long fromUs = start.beginning().fromUs();
        if (fromUs != Long.MIN_VALUE) {
            return new PlaylistNumbers(zero + cellOf(fromUs, cell), discontinuities, false);
        }
        long first = zero + cellOf(captures.getLast().firstUs(), cell);
        return discontinuities == 0
                ? new PlaylistNumbers(first, 0, false)
                : new PlaylistNumbers(first, discontinuities - 1, true);
    }

    private static long cellOf(long us, long cell) {
        return Math.floorDiv(Ticks.ofUs(us), cell);
    }
}
