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

    /**
     * The numbers of a playlist that begins with a capture.
     *
     * @param captures those before it and itself, oldest first; empty: the stream begins
     * @param cell of the grid, 1/90000 s
     */
    static PlaylistNumbers of(List<Capture> captures, long cell) {
        if (captures.isEmpty()) {
            return PlaylistNumbers.FIRST;
        }
        Capture oldest = captures.getFirst();
        boolean all = oldest.epoch() <= 1 && oldest.whole();
        long segments = all ? 0 : Math.floorDiv(Ticks.ofUs(oldest.startUs()), cell);
        long discontinuities = all ? 0 : oldest.epoch() - 1;
        for (Capture earlier : captures.subList(0, captures.size() - 1)) {
            segments += segments(earlier, cell);
            discontinuities++;
        }
        return discontinuities == 0
                ? new PlaylistNumbers(segments, 0, false)
                : new PlaylistNumbers(segments, discontinuities - 1, true);
    }

    private static long segments(Capture capture, long cell) {
        return Math.floorDiv(Ticks.ofUs(capture.lastUs()), cell)
                - Math.floorDiv(Ticks.ofUs(capture.firstUs()), cell)
                + 1;
    }
}
